import type { IncomingMessage } from 'node:http';

/** A request to the REST API after its account was checked. */
export type RestRequest = {
  method: string;
  /** Below the account. */
  path: string;
  form: URLSearchParams;
  query: URLSearchParams;
};

export type RestAnswer = { status: number; body: Record<string, unknown> };

export const ok = (body: Record<string, unknown>): RestAnswer => ({ status: 200, body });
export const created = (body: Record<string, unknown>): RestAnswer => ({ status: 201, body });

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}

/** As Twilio writes dates: RFC 2822. */
export const dateOf = (date: Date | undefined): string | null =>
  date ? date.toUTCString().replace('GMT', '+0000') : null;

export const E164 = /^\+[1-9]\d{6,14}$/;
