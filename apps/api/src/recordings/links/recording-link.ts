import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link opens, until when. */
export type LinkClaim = {
  callId: string;
  expiresAtMs: number;
  /** Of the recording's links: a later one makes it void. */
  generation: number;
};

const PURPOSE = 'recording-link';
const ID_BYTES = 16;
const TIME_BYTES = 6;
const CLAIM_BYTES = ID_BYTES + TIME_BYTES + 4;
const SIGNATURE_BYTES = 24;

/** A key of its own, so that no other signature of the service is one of these. */
export const linkKeyOf = (sessionSecret: string): Buffer =>
  createHmac('sha256', sessionSecret).update(PURPOSE).digest();

/** Call, end and generation in the open, and 192 bits of signature: nobody guesses or lengthens it. */
export const signLink = ({ callId, expiresAtMs, generation }: LinkClaim, key: Buffer): string => {
  const claim = Buffer.alloc(CLAIM_BYTES);
  Buffer.from(callId.replaceAll('-', ''), 'hex').copy(claim);
  claim.writeUIntBE(expiresAtMs, ID_BYTES, TIME_BYTES);
  claim.writeUInt32BE(generation, ID_BYTES + TIME_BYTES);
  return Buffer.concat([claim, signatureOf(claim, key)]).toString('base64url');
};

/** Undefined unless it is one of ours, to the letter. */
export const readLink = (token: string, key: Buffer): LinkClaim | undefined => {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== CLAIM_BYTES + SIGNATURE_BYTES) return undefined;
  if (bytes.toString('base64url') !== token) return undefined;
  const claim = bytes.subarray(0, CLAIM_BYTES);
  if (!timingSafeEqual(bytes.subarray(CLAIM_BYTES), signatureOf(claim, key))) return undefined;
  return {
    callId: toUuid(claim.subarray(0, ID_BYTES).toString('hex')),
    expiresAtMs: claim.readUIntBE(ID_BYTES, TIME_BYTES),
    generation: claim.readUInt32BE(ID_BYTES + TIME_BYTES),
  };
};

const signatureOf = (claim: Buffer, key: Buffer): Buffer =>
  createHmac('sha256', key).update(claim).digest().subarray(0, SIGNATURE_BYTES);

const toUuid = (hex: string): string =>
  hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
