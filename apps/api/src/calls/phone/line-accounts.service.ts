import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { JobQueue } from '../../platform/queue/job-queue';
import {
  type CarrierUsage,
  CarrierUsageService,
} from '../../telephony/charges/carrier-usage.service';
import { TwilioClient } from '../../telephony/twilio/twilio-client';
import { LineAccountRepository, type UnaccountedLine } from './line-account.repository';

/** The carrier has told of its end by then, if it ever will. */
const SILENT_AFTER_MS = 2 * 60_000;
/** Then our own clock has to do. */
const GIVE_UP_AFTER_MS = 86_400_000;
/** Its report and the call's own end come within moments of each other. */
const SETTLES_WITHIN_MS = 3_000;
const ANSWERED = 'completed';
const NOT_ANSWERED = ['busy', 'failed', 'no-answer', 'canceled'];

type Answer = 'not answered' | { seconds: number; estimated: boolean };

/** Writes into the ledger what a telephone connection used, once, when it is over. */
@Injectable()
export class LineAccountsService {
  private readonly logger = new Logger(LineAccountsService.name);

  constructor(
    private readonly rows: LineAccountRepository,
    private readonly carrier: CarrierUsageService,
    private readonly twilio: TwilioClient,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async dispatch(line: { organizationId: string; id: string }, delayMs = SETTLES_WITHIN_MS) {
    const payload = { organizationId: line.organizationId, lineId: line.id };
    await this.jobs.add('account-line', payload, { jobId: `account-line-${line.id}`, delayMs });
  }

  /** The work of its job. Quietly nothing while the line is open or the carrier has not spoken. */
  async account(organizationId: string, lineId: string): Promise<void> {
    const line = await this.rows.find(organizationId, lineId);
    if (!line) return;
    const answer = await this.answerTo(line);
    if (answer === 'later') return;
    const usage = await this.usageOf(line, answer);
    await this.rows.transaction(async (transaction) => {
      const at = this.clock.now();
      if (!(await this.rows.markAccounted(organizationId, lineId, at, transaction))) return;
      if (usage) await this.carrier.append(usage, transaction);
    });
  }

  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - SETTLES_WITHIN_MS);
    for (const line of await this.rows.listUnaccounted(before)) await this.dispatch(line, 0);
  }

  /** Whom we rang in vain the carrier may charge for all the same; who calls us in vain pays alone. */
  private async usageOf(
    { callSid, ...known }: UnaccountedLine,
    answer: Answer,
  ): Promise<CarrierUsage | undefined> {
    if (callSid === null) return undefined;
    const line = { ...known, callSid };
    if (answer !== 'not answered') {
      return this.carrier.ofLine({ ...line, ...answer, streamMs: streamMsOf(line) });
    }
    return line.direction === 'outbound' ? this.carrier.ofUnansweredLine(line) : undefined;
  }

  private async answerTo(line: UnaccountedLine): Promise<'later' | Answer> {
    if (line.callSid === null) return 'not answered';
    const told = answerOf(line.carrierStatus, line.carrierSeconds);
    if (told) return told;
    const silentMs = this.clock.now().getTime() - line.endedAt.getTime();
    if (silentMs < SILENT_AFTER_MS) return 'later';
    const asked = await this.ask(line.callSid, line.lineId);
    if (asked) return asked;
    if (silentMs < GIVE_UP_AFTER_MS && this.twilio.isConfigured) return 'later';
    const ownMs = streamMsOf(line);
    return ownMs === null ? 'not answered' : { seconds: Math.ceil(ownMs / 1000), estimated: true };
  }

  private async ask(callSid: string, lineId: string) {
    if (!this.twilio.isConfigured) return undefined;
    try {
      const call = await this.twilio.findCall(callSid);
      return call && answerOf(call.status, call.seconds);
    } catch (error) {
      this.logger.warn({ err: error, lineId }, 'The carrier could not be asked about a line');
      return undefined;
    }
  }
}

const answerOf = (status: string | null, seconds: number | null) => {
  if (status !== null && NOT_ANSWERED.includes(status)) return 'not answered' as const;
  if (status !== ANSWERED || seconds === null) return undefined;
  return { seconds, estimated: false };
};

const streamMsOf = ({
  connectedAt,
  endedAt,
}: Pick<UnaccountedLine, 'connectedAt' | 'endedAt'>): number | null =>
  connectedAt === null ? null : Math.max(0, endedAt.getTime() - connectedAt.getTime());
