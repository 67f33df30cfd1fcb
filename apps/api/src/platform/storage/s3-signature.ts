import { createHash, createHmac } from 'node:crypto';

/** The body is not signed: TLS protects it, and hashing would mean reading a recording twice. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
const ALGORITHM = 'AWS4-HMAC-SHA256';

export type Credentials = { region: string; accessKeyId: string; secretAccessKey: string };
export type SignedRequest = {
  method: string;
  url: URL;
  /** Names in lower case; `host`, `x-amz-date` and `x-amz-content-sha256` have to be among them. */
  headers: Record<string, string>;
};

/**
 * The `authorization` header of AWS Signature Version 4, which every S3-compatible store understands.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export const authorizationFor = (request: SignedRequest, credentials: Credentials): string => {
  const { region, accessKeyId, secretAccessKey } = credentials;
  const moment = request.headers['x-amz-date'] ?? '';
  const day = moment.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const names = Object.keys(request.headers).sort();
  const canonical = [
    request.method,
    request.url.pathname,
    canonicalQuery(request.url),
    ...names.map((name) => `${name}:${request.headers[name]?.trim()}`),
    '',
    names.join(';'),
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const toSign = [ALGORITHM, moment, scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${secretAccessKey}`,
  );
  const signature = hmac(key, toSign).toString('hex');
  return (
    `${ALGORITHM} Credential=${accessKeyId}/${scope},` +
    `SignedHeaders=${names.join(';')},Signature=${signature}`
  );
};

/** Sorted, with everything but letters, digits and `-._~` as `%XX`. */
export const canonicalQuery = (url: URL): string =>
  [...url.searchParams]
    .map((pair) => pair.map(strictlyEncoded).join('='))
    .sort()
    .join('&');

const strictlyEncoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** `20130524T000000Z` */
export const momentOf = (date: Date): string => date.toISOString().replace(/[-:]|\.\d{3}/g, '');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
