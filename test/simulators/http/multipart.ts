export type MultipartPart = { name: string; filename?: string; contentType?: string; body: Buffer };

/** The parts of a `multipart/form-data` body. */
export function parseMultipart(body: Buffer, contentType: string): MultipartPart[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) return [];
  const marker = Buffer.from(`--${boundary}`);
  const parts: MultipartPart[] = [];
  let at = body.indexOf(marker);
  while (at >= 0) {
    const start = at + marker.length + 2;
    const next = body.indexOf(marker, start);
    if (next < 0) break;
    const part = parsePart(body.subarray(start, next - 2));
    if (part) parts.push(part);
    at = next;
  }
  return parts;
}

function parsePart(bytes: Buffer): MultipartPart | undefined {
  const split = bytes.indexOf('\r\n\r\n');
  if (split < 0) return undefined;
  const head = bytes.subarray(0, split).toString('utf8');
  const name = /\bname="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  return {
    name,
    filename: /\bfilename="([^"]*)"/i.exec(head)?.[1],
    contentType: /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim(),
    body: bytes.subarray(split + 4),
  };
}
