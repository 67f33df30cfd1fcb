import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimulatedService } from './simulator-host';

const MOST_BYTES = 64 * 1024;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What the recognisers hear</title>
<style>
  body { font: 1rem/1.5 system-ui; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
  input { font: inherit; width: 100%; padding: .5rem; box-sizing: border-box }
</style>
<h1>What the recognisers hear</h1>
<p>They notice that you speak, but not what you say. Type it here before you say it; every line is
heard once, in this order.</p>
<form><label>Next <input name="text" autocomplete="off" autofocus></label></form>
<ol id="said"></ol>
<h2>Text messages sent</h2>
<ul id="messages"></ul>
<script>
  const show = (id) => (lines) => document.getElementById(id).replaceChildren(...lines.map((text) =>
    Object.assign(document.createElement('li'), { textContent: text })));
  const read = (path) => fetch(path).then((answer) => answer.json());
  const lineOf = ({ to, status, body }) => to + ' (' + status + '): ' + body;
  const refresh = () => Promise.all([
    read('/said').then(show('said')),
    read('/messages').then((sent) => show('messages')(sent.map(lineOf))),
  ]).catch(() => undefined);
  document.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const { text } = event.target.elements;
    await fetch('/said', { method: 'POST', body: text.value });
    text.value = '';
    await refresh();
  });
  setInterval(refresh, 1000);
  refresh();
</script>
</html>
`;

/**
 * What simulated recognisers hear, all of them from one list: first what was typed on a page (or sent
 * to `/said`, a line for each utterance), then a script, then the usual.
 */
export class SaidPage implements SimulatedService {
  private readonly typed: string[] = [];
  private readonly script: string[];
  private usual = 0;

  constructor(
    script: readonly string[],
    private readonly fallback: readonly string[],
  ) {
    this.script = [...script];
  }

  /** @throws Error of a file that cannot be read. */
  static ofFile(path: string | undefined, fallback: readonly string[]): SaidPage {
    return new SaidPage(path === undefined ? [] : linesOf(readFileSync(path, 'utf8')), fallback);
  }

  /** The next utterance. */
  readonly next = (): string =>
    this.typed.shift() ??
    this.script.shift() ??
    this.fallback[this.usual++ % this.fallback.length] ??
    '';

  serves(path: string): boolean {
    return path === '/' || path === '/said';
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'POST') return this.hear(request, response);
    const isPage = request.url === '/';
    const type = isPage ? 'text/html; charset=utf-8' : 'application/json';
    response.writeHead(200, { 'content-type': type });
    response.end(isPage ? PAGE : JSON.stringify([...this.typed, ...this.script]));
  }

  private hear(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes <= MOST_BYTES) parts.push(part);
    });
    request.on('end', () => {
      if (bytes > MOST_BYTES) return response.writeHead(413).end();
      this.typed.push(...linesOf(Buffer.concat(parts).toString('utf8')));
      response.writeHead(204).end();
      return undefined;
    });
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
