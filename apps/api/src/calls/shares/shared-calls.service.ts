import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../auth/accounts.service';
import { hashToken, newToken } from '../../auth/tokens';
import { Clock } from '../../platform/clock/clock';
import { shareNotFound } from '../calls.errors';
import { CallShareRepository, type OpenedShare, type SharedCall } from './call-share.repository';

export type { OpenedShare };

const LIFE_MS = 30 * 24 * 3_600_000;

/** Links by which one call can be read without signing in, for as long as they last. */
@Injectable()
export class SharedCallsService {
  constructor(
    private readonly shares: CallShareRepository,
    private readonly clock: Clock,
  ) {}

  /** The token of a new link; it is nowhere kept as it is. */
  async share(call: SharedCall, transaction?: Transaction): Promise<string> {
    const token = newToken();
    const at = this.clock.now();
    const expiresAt = new Date(at.getTime() + LIFE_MS);
    await this.shares.insert(call, { tokenHash: hashToken(token), at, expiresAt }, transaction);
    return token;
  }

  /** Throws `calls.share_not_found`. */
  async open(token: string): Promise<OpenedShare> {
    const shared = await this.shares.find(hashToken(token), this.clock.now());
    if (!shared) throw shareNotFound();
    return shared;
  }
}
