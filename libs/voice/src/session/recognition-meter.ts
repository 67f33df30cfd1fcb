import { PRE_ROLL_MS } from '../audio/speech-segment';
import type { SpeechToText } from '../ports/speech-to-text';
import type { UsageSource } from '../ports/usage';

type Account = {
  by: UsageSource;
  sends: 'stream' | 'utterances';
  worked: boolean;
  /** Sent, and of no use to an estimate once it tells. */
  sentMs: number;
  /** Of utterances that wait for their transcript, oldest first. */
  waitingMs: number[];
  /** Kept of the utterance being said and of what came just before it; not sent yet. */
  keptMs: number;
};

/** What each recogniser of a call was sent, for those that do not tell what they have used. */
export class RecognitionMeter {
  private readonly accounts = new Map<string, Account>();
  private readonly tellers = new Set<string>();
  private current: Account | undefined;

  written(listener: SpeechToText | null, ms: number, speaking: boolean): void {
    const account = this.accountOf(listener);
    if (account?.sends === 'stream') account.sentMs += ms;
    else if (account) {
      account.keptMs += ms;
      if (!speaking) account.keptMs = Math.min(account.keptMs, PRE_ROLL_MS);
    }
  }

  utteranceEnded(listener: SpeechToText | null): void {
    const account = this.accountOf(listener);
    if (account?.sends !== 'utterances') return;
    account.waitingMs.push(account.keptMs);
    account.keptMs = 0;
  }

  recognised(listener: SpeechToText | null, isFinal: boolean): void {
    const account = this.accountOf(listener);
    if (!account) return;
    account.worked = true;
    if (isFinal && !this.tells(account)) account.sentMs += account.waitingMs.shift() ?? 0;
  }

  /** Its usage has come; one that recognises utterances tells it of each. */
  told(by: UsageSource): void {
    this.tellers.add(keyOf(by));
    this.accounts.get(keyOf(by))?.waitingMs.shift();
  }

  /** Nobody pays for an utterance that got an error in place of a transcript. */
  failed(): void {
    for (const account of this.accounts.values()) account.waitingMs = [];
  }

  /** What was sent and neither failed nor was told. */
  untold(): { by: UsageSource; audioMs: number }[] {
    return [...this.accounts.values()]
      .map((account) => ({
        by: account.by,
        audioMs: account.waitingMs.reduce(
          (sum, ms) => sum + ms,
          account.worked && !this.tells(account) ? account.sentMs : 0,
        ),
      }))
      .filter(({ audioMs }) => audioMs > 0);
  }

  private accountOf(listener: SpeechToText | null): Account | undefined {
    if (!listener) return undefined;
    const key = keyOf(listener);
    const account = this.accounts.get(key) ?? newAccount(listener);
    this.accounts.set(key, account);
    const former = this.current;
    this.current = account;
    if (former && former !== account && account.sends === 'utterances') {
      // The next one is asked about everything that had no answer.
      account.waitingMs.push(...former.waitingMs.splice(0));
      account.keptMs += former.keptMs;
      former.keptMs = 0;
    }
    return account;
  }

  private tells({ by }: Account): boolean {
    return this.tellers.has(keyOf(by));
  }
}

const newAccount = ({ provider, model, sends = 'stream' }: SpeechToText): Account => ({
  by: { provider, model },
  sends,
  worked: false,
  sentMs: 0,
  waitingMs: [],
  keptMs: 0,
});

const keyOf = ({ provider, model }: UsageSource): string => `${provider} ${model}`;
