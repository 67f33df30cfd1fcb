import { Injectable } from '@nestjs/common';
import { parse } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import { AppConfig } from '../config/app-config';
import { sign, unsign } from './tokens';

export const SESSION_COOKIE = 'sparline_session';
/** Counted from the last use. */
export const SESSION_LIFE_MS = 30 * 86_400_000;

/** The browser's half of a sign-in: a random token, signed, out of the page's reach. */
@Injectable()
export class SessionCookie {
  constructor(private readonly config: AppConfig) {}

  set(response: Response, token: string): void {
    const value = sign(token, this.config.sessionSecret);
    response.cookie(SESSION_COOKIE, value, { ...this.options(), maxAge: SESSION_LIFE_MS });
  }

  /** The same value again, with a later end. */
  renew(request: Request, response: Response): void {
    const token = this.read(request.headers.cookie);
    if (token !== undefined) this.set(response, token);
  }

  clear(response: Response): void {
    response.clearCookie(SESSION_COOKIE, this.options());
  }

  isIn(cookieHeader: string | undefined): boolean {
    return Boolean(parse(cookieHeader ?? '')[SESSION_COOKIE]);
  }

  /** The token, unless it is missing or its signature is not ours. */
  read(cookieHeader: string | undefined): string | undefined {
    const value = parse(cookieHeader ?? '')[SESSION_COOKIE];
    return value === undefined ? undefined : unsign(value, this.config.sessionSecret);
  }

  private options(): CookieOptions {
    const secure = this.config.publicUrl.startsWith('https:');
    return { httpOnly: true, sameSite: 'lax', path: '/', secure };
  }
}
