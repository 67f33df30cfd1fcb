import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { hashToken, newToken } from '../../auth/tokens';
import { Clock } from '../../platform/clock/clock';
import { AppError } from '../../platform/errors/app-error';
import { CallLimits } from '../../telephony/call-limits';
import type { Caller } from '../../telephony/numbers/caller';
import { CallersService } from '../../telephony/numbers/callers.service';
import { TwilioClient } from '../../telephony/twilio/twilio-client';
import { BudgetService } from '../../usage/budget/budget.service';
import { MinutesService } from '../../usage/minutes/minutes.service';
import { LiveCalls } from '../live/live-calls';
import * as lines from './line.lines';
import type { LineOutcome, OpenLine } from './phone-line';
import { PhoneLineRepository } from './phone-line.repository';
import { LineAccountsService } from './line-accounts.service';
import { LineFarewell } from './line-farewell';

/** What a telephone that rings is told: a way in, or a sentence and the end. */
export type Admission = { token: string } | { refusal: string };

/** Twilio connects a second after it was told to. */
const TOKEN_LIFE_MS = 60_000;
/** Less is no call. */
const LEAST_SECONDS = 15;
/** The carrier's last words on a connection. */
const OVER: Readonly<Record<string, LineOutcome>> = {
  completed: 'completed',
  busy: 'no_answer',
  failed: 'failed',
  'no-answer': 'no_answer',
  canceled: 'no_answer',
};

/** Telephone connections: who may come in, once each, and how each ends. */
@Injectable()
export class PhoneLinesService {
  constructor(
    private readonly rows: PhoneLineRepository,
    private readonly callers: CallersService,
    private readonly limits: CallLimits,
    private readonly budgets: BudgetService,
    private readonly minutes: MinutesService,
    private readonly liveCalls: LiveCalls,
    private readonly farewell: LineFarewell,
    private readonly accounts: LineAccountsService,
    private readonly twilio: TwilioClient,
    private readonly clock: Clock,
  ) {}

  /** Somebody rings us. Asked again for the same connection, it is the same line. */
  async ring({ callSid, from }: { callSid: string; from: string }): Promise<Admission> {
    const known = await this.rows.findConnection({ callSid });
    if (known) return this.admit(known.id, callSid);
    const caller = await this.callers.identify(from);
    if (caller === 'withheld') return { refusal: lines.NUMBER_WITHHELD };
    const refusal = await this.refusalOf(caller);
    const { organizationId, memberId, callerId } = caller;
    const line = { callSid, callerId, memberId, direction: 'inbound' } as const;
    await this.rows.insert(
      organizationId,
      { ...line, id: randomUUID(), personaId: null, dueAt: null, refused: refusal !== undefined },
      this.clock.now(),
    );
    // It is answered to say so, and that is paid for.
    if (refusal) return { refusal };
    // Twilio may have asked twice at once: one of the two has made the line.
    const made = await this.rows.findConnection({ callSid });
    return made ? this.admit(made.id, callSid) : { refusal: lines.LINE_OVER };
  }

  /** Somebody we rang has answered. */
  async answer({ lineId, callSid }: { lineId: string; callSid: string }): Promise<Admission> {
    return this.admit(lineId, callSid);
  }

  /** Undefined for a token that is unknown, used, too old or another connection's. */
  async connect(token: string, callSid: string): Promise<OpenLine | undefined> {
    return this.rows.connect(hashToken(token), callSid, this.clock.now());
  }

  async carry(line: OpenLine, callId: string): Promise<void> {
    await this.rows.setCall(line.id, callId);
  }

  /** Ends the line, once; whoever practised is written to. */
  async end(lineId: string, outcome: LineOutcome): Promise<void> {
    await this.farewell.end(lineId, outcome);
  }

  /** A machine answered whom we rang, and it is not this process that carries the sound. */
  async hangUpOnMachine(lineId: string, callSid: string): Promise<void> {
    const line = await this.rows.findConnection({ id: lineId });
    // Twilio's name of it may not have been written down yet.
    const isThis = line?.callSid === null || line?.callSid === callSid;
    if (line?.direction !== 'outbound' || !isThis) return;
    await this.farewell.end(lineId, 'machine');
    await this.twilio.endCall(callSid);
  }

  /** Repeated, late, in any order: only the last words of the carrier end anything. */
  async report(
    by: { callSid: string } | { id: string },
    status: string,
    seconds: number | null,
  ): Promise<{ lineId: string; isOver: boolean } | undefined> {
    const line = await this.rows.findConnection(by);
    if (!line) return undefined;
    await this.rows.report(line.id, status, seconds);
    const outcome = OVER[status];
    // Of a connection that was up the call's own end tells more.
    if (outcome && line.state !== 'connected') await this.farewell.end(line.id, outcome);
    if (outcome) await this.accounts.dispatch(line);
    return { lineId: line.id, isOver: outcome !== undefined };
  }

  /** What to say once the stream is over and the telephone still there; null: nothing. */
  async afterwards(callSid: string): Promise<string | null> {
    const line = await this.rows.findConnection({ callSid });
    if (!line) return null;
    if (line.state === 'ended') return lines.afterwards(line.outcome);
    // Its stream is gone and we have not ended it: the connection broke, or never came about.
    return lines.afterwards(line.state === 'connected' ? 'disconnected' : 'failed');
  }

  private async admit(lineId: string, callSid: string): Promise<Admission> {
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + TOKEN_LIFE_MS);
    const given = await this.rows.setToken(lineId, callSid, { hash: hashToken(token), expiresAt });
    return given ? { token } : { refusal: lines.LINE_OVER };
  }

  private async refusalOf(caller: Caller): Promise<string | undefined> {
    if (caller.blocked) return lines.BLOCKED;
    if (this.liveCalls.full) return lines.BUSY;
    try {
      await this.limits.check(caller.callerId);
    } catch (error) {
      if (error instanceof AppError) return lines.TOO_MANY;
      throw error;
    }
    if (await this.budgets.isUsedUp(caller.organizationId)) return lines.BUDGET_USED_UP;
    const left = await this.minutes.secondsLeft(caller.organizationId, payerOf(caller));
    return left !== null && left < LEAST_SECONDS ? lines.USED_UP : undefined;
  }
}

const payerOf = ({ known, callerId, memberId }: Caller) => (known ? { memberId } : { callerId });
