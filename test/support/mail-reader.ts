export type ReadPart = { type: string; name: string | null; text: string };
export type ReadMail = { headers: Map<string, string>; parts: ReadPart[] };

/** Reads a mail as a mail program does: by what its headers say, and nothing else. RFC 2045 to 2047, 2231. */
export const readMail = (raw: Buffer): ReadMail => {
  const [headers, body] = split(raw.toString('latin1'));
  const decoded = new Map([...headers].map(([name, value]) => [name, decodeWords(value)]));
  const boundary = parameter(headers.get('content-type') ?? '', 'boundary');
  if (boundary === null) return { headers: decoded, parts: [readPart(headers, body)] };
  const between = `\r\n${body}`.split(`\r\n--${boundary}`);
  const parts = between.slice(1, -1).map((part) => readPart(...split(part.replace('\r\n', ''))));
  return { headers: decoded, parts };
};

const split = (raw: string): [Map<string, string>, string] => {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return [new Map(headers), raw.slice(end + 4)];
};

const readPart = (headers: Map<string, string>, body: string): ReadPart => {
  const type = headers.get('content-type') ?? 'text/plain';
  const encoding = headers.get('content-transfer-encoding') ?? '7bit';
  // Without a word about it text is ASCII, and what is no ASCII is garbled.
  const charset = parameter(type, 'charset') ?? 'us-ascii';
  return {
    type: type.split(';')[0] ?? '',
    name: parameter(headers.get('content-disposition') ?? '', 'filename'),
    text: new TextDecoder(charset).decode(bytesOf(body, encoding)),
  };
};

const bytesOf = (body: string, encoding: string): Buffer => {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  const plain = encoding === 'quoted-printable' ? unquote(body.replaceAll('=\r\n', '')) : body;
  return Buffer.from(plain, 'latin1');
};

const unquote = (text: string): string =>
  text.replaceAll(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

const WORDS = /=\?([\w-]+)\?([QB])\?([^?]*)\?=(?:\s+(?==\?))?/gi;

const decodeWords = (value: string): string =>
  value.replaceAll(WORDS, (_, charset: string, kind: string, text: string) => {
    const isBase64 = kind.toUpperCase() === 'B';
    const bytes = isBase64
      ? Buffer.from(text, 'base64')
      : Buffer.from(unquote(text.replaceAll('_', ' ')), 'latin1');
    return new TextDecoder(charset).decode(bytes);
  });

const parameter = (header: string, name: string): string | null => {
  const plain = new RegExp(`;\\s*${name}="?([^";]+)"?`, 'i').exec(header)?.[1];
  if (plain !== undefined) return plain;
  const pieces = [
    ...header.matchAll(new RegExp(`;\\s*${name}(?:\\*\\d+)?\\*="?([^";]+)"?`, 'gi')),
  ].map(([, piece]) => piece);
  if (pieces.length === 0) return null;
  return decodeURIComponent(pieces.join('').replace(/^utf-8''/i, ''));
};
