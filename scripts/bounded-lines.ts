import { StringDecoder } from 'node:string_decoder';

/**
 * The lines of a stream, each cut after `maxChars` characters, so that a line without end costs no
 * memory. Bytes that are not UTF-8 become U+FFFD. A last line needs no line feed.
 */
export async function* boundedLines(
  input: AsyncIterable<Buffer>,
  maxChars: number,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let line = '';
  let begun = false;
  for await (const chunk of input) {
    const pieces = decoder.write(chunk).split('\n');
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        yield ended(line);
        line = '';
        begun = false;
      }
      begun ||= piece !== '';
      line += piece.slice(0, Math.max(0, maxChars - line.length));
    }
  }
  line += decoder.end();
  if (begun || line !== '') yield ended(line);
}

const ended = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
