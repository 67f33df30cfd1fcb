import { Injectable } from '@nestjs/common';
import { validateRequest } from 'twilio';
import { AppConfig } from '../../config/app-config';
import { notConfigured } from '../telephony.errors';

type Fields = Record<string, string | string[]>;

/** Whether a request really comes from Twilio: it signs the address it knows, and every field. */
@Injectable()
export class TwilioSignature {
  private readonly publicUrl: string;

  constructor(private readonly config: AppConfig) {
    this.publicUrl = config.publicUrl;
  }

  /** @param path as it was asked for, with its query; throws `telephony.not_configured`. */
  isGenuine(path: string, fields: Fields, signature: string | undefined): boolean {
    return this.isSigned(`${this.publicUrl}${path}`, fields, signature);
  }

  /** The same of a socket, which is signed for its own scheme and without fields. */
  isGenuineSocket(path: string, signature: string | undefined): boolean {
    return this.isSigned(`${socketOrigin(this.publicUrl)}${path}`, {}, signature);
  }

  private isSigned(url: string, fields: Fields, signature: string | undefined): boolean {
    const { authToken } = this.config.twilio;
    if (authToken === undefined) throw notConfigured();
    return signature !== undefined && validateRequest(authToken, signature, url, fields);
  }
}

/** `ws` for `http`, `wss` for `https`. */
export const socketOrigin = (publicUrl: string): string => publicUrl.replace(/^http/, 'ws');
