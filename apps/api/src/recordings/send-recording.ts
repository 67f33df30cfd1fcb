import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { type ByteRange, parseByteRange } from './byte-range';
import type { Problem } from '../platform/http/problem.schemas';
import type { RecordingFile } from './recordings.service';

/** Answers GET and HEAD with the file or the part of it that was asked for (RFC 9110). */
export const sendRecording = async (
  file: RecordingFile,
  request: Request,
  response: Response,
): Promise<void> => {
  response.set({
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-cache',
    ETag: file.etag,
  });
  if (request.get('if-none-match')?.includes(file.etag)) {
    response.status(304).end();
    return;
  }
  const range = request.method === 'GET' ? rangeOf(request, file) : undefined;
  if (range === 'unsatisfiable') {
    refuseRange(response, file);
    return;
  }
  describeBody(response, file, range);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipe(file, range, response);
};

/** With `If-Range` a part is only wanted of the very file the player has begun. */
const rangeOf = (request: Request, file: RecordingFile): ReturnType<typeof parseByteRange> => {
  const condition = request.get('if-range');
  if (condition !== undefined && condition !== file.etag) return undefined;
  return parseByteRange(request.get('range'), file.bytes);
};

const refuseRange = (response: Response, { bytes }: RecordingFile): void => {
  response
    .status(416)
    .set('Content-Range', `bytes */${bytes}`)
    .type('application/problem+json')
    .send({
      type: 'about:blank',
      title: 'Range Not Satisfiable',
      status: 416,
      code: 'recordings.range_not_satisfiable',
      detail: `The recording has ${bytes} bytes; ask for some of these.`,
    } satisfies Problem);
};

const describeBody = (response: Response, file: RecordingFile, range: ByteRange | undefined) => {
  response.status(range ? 206 : 200);
  response.set('Content-Type', 'audio/mpeg');
  response.set('Content-Length', String(range ? range.end - range.start + 1 : file.bytes));
  if (range) response.set('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`);
};

/** A listener who goes away, or a file that vanishes half-way, ends the connection and nothing else. */
const pipe = async (
  file: RecordingFile,
  range: ByteRange | undefined,
  response: Response,
): Promise<void> => {
  const body = await file.open(range);
  await pipeline(body, response).catch(() => response.destroy());
};
