export type XmlElement = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  /** Of its own, without its children's. */
  text: string;
};

export class XmlError extends Error {
  override readonly name = 'XmlError';
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
const SKIPPED = /^(?:\s+|<!--[\s\S]*?-->|<\?xml[\s\S]*?\?>)/;
const OPENING =
  /^<([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/;
const CLOSING = /^<\/([A-Za-z_][\w.-]*)\s*>/;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const TEXT = /^[^<]+/;
const COMMENT = /^<!--[\s\S]*?-->/;

/**
 * Reads a document without DOCTYPE, CDATA and namespaces, which TwiML has no use for, and refuses
 * whatever is not well formed.
 * @throws XmlError
 */
export function parseXml(document: string): XmlElement {
  const source = { rest: document };
  skip(source);
  const root = element(source);
  skip(source);
  if (source.rest !== '') throw new XmlError('Something follows the root element.');
  return root;
}

type Source = { rest: string };

function skip(source: Source): void {
  while (take(source, SKIPPED)) continue;
}

function take(source: Source, pattern: RegExp): RegExpExecArray | null {
  const match = pattern.exec(source.rest);
  if (match) source.rest = source.rest.slice(match[0].length);
  return match;
}

function element(source: Source): XmlElement {
  const open = take(source, OPENING);
  if (!open) throw new XmlError(`An element is expected before ${excerpt(source)}.`);
  const [, name = '', attributes = '', closed] = open;
  const read = {
    name,
    attributes: attributesOf(attributes),
    children: [] as XmlElement[],
    text: '',
  };
  if (closed) return read;
  for (;;) {
    const close = take(source, CLOSING);
    if (close) {
      if (close[1] === name) return read;
      throw new XmlError(`</${close[1]}> closes <${name}>.`);
    }
    if (take(source, COMMENT)) continue;
    const text = take(source, TEXT);
    if (text) read.text += decoded(text[0]);
    else if (source.rest === '') throw new XmlError(`<${name}> is never closed.`);
    else read.children.push(element(source));
  }
}

function attributesOf(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    if (name in attributes) throw new XmlError(`The attribute ${name} is there twice.`);
    attributes[name] = decoded(double ?? single ?? '');
  }
  return attributes;
}

function decoded(text: string): string {
  return text.replace(/&([^;\s&]*;?)/g, (_, reference: string) => {
    if (!reference.endsWith(';')) throw new XmlError('A bare & is no XML.');
    const name = reference.slice(0, -1);
    const number = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(name);
    if (number) {
      return String.fromCodePoint(parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10));
    }
    const known = ENTITIES[name];
    if (known === undefined) throw new XmlError(`&${name}; is unknown.`);
    return known;
  });
}

const excerpt = ({ rest }: Source): string =>
  rest === '' ? 'the end' : JSON.stringify(rest.slice(0, 20));
