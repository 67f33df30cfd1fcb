import { msToSamples, samplesToMs } from '../../audio/pcm';
import type { Timer } from '../../clock/clock';
import type {
  SpeechToTextEvent,
  SpeechToTextOptions,
  SpeechToTextStream,
} from '../../ports/speech-to-text';
import { AudioFeed } from './audio-feed';
import { RecogniserLink, type LinkOptions } from './recogniser-link';
import type { RecognitionNews, RecogniserWire } from './recogniser-wire';
import { providerFailure } from '../../resilience/provider-failure';
import { REPORT_USAGE_EVERY_MS } from './usage-reports';
import { UtteranceText, type TextPart } from './utterance-text';

/** Three messages of 80 ms: silence made at this pace keeps up with real time. */
const TICK_MS = 240;
const KEEP_ALIVE_AFTER_MS = 4_000;
/** Within an open turn a recogniser that listens to audio alone must go on hearing some. */
const SILENCE_AFTER_MS = 500;
/** Voice activity notices the end of speech at least this late. */
const HANG_OVER_MS = 200;
/** So many utterances in a row without any message are no noise: nobody listens. */
const MOST_MUTE_UTTERANCES = 3;
type Judgement = { endOfTurn?: number; turnEnded?: true };

/** One call's recognition over a vendor's stream: each utterance gives one final text. */
export class RecognitionStream implements SpeechToTextStream {
  private readonly utterance = new UtteranceText();
  private readonly feed: AudioFeed;
  private readonly link: RecogniserLink;
  private ticking: Timer | undefined;
  private answering: Timer | undefined;
  private speaking = false;
  private awaiting = false;
  private finalised = false;
  private complete = false;
  /** The turn was over before voice activity noticed, and nothing was heard since. */
  private told = false;
  private judged: Judgement = {};
  private over = false;
  /** Position in the call until which all text is settled. */
  private settledAt = 0;
  private endedAt = 0;
  private lastNewsMs = 0;
  private muteUtterances = 0;
  private readyMs: number | undefined;
  private reportedMs = 0;
  private sessionsMs = 0;

  constructor(
    private readonly wire: RecogniserWire,
    private readonly call: SpeechToTextOptions,
    private readonly options: LinkOptions,
  ) {
    this.feed = new AudioFeed(wire, call.sampleRate, options.clock);
    this.link = new RecogniserLink(wire, wire.address(call), {
      ...options,
      events: {
        onReady: () => this.ready(),
        onNews: (news) => this.heard(news),
        onBroken: () => this.broken(),
        onFailed: (error) => {
          this.stop();
          call.onEvent({ type: 'error', error });
        },
      },
    });
  }

  write(samples: Int16Array): void {
    if (this.over || samples.length === 0) return;
    this.feed.write(samples);
    this.link.wake();
    this.pump();
  }

  speechStarted(): void {
    if (this.over) return;
    this.speaking = true;
    this.told = false;
    this.judged = {};
    this.lastNewsMs = this.options.clock.now();
    this.link.wake();
  }

  speechEnded(): void {
    if (this.over || !this.speaking) return;
    this.speaking = false;
    this.endedAt = this.feed.end;
    if (this.told) return;
    if (this.complete && this.isCovered) return this.final();
    this.awaiting = true;
    this.finalised = false;
    this.awaitAnswer();
    this.pump();
  }

  close(): void {
    if (this.over) return;
    this.stop();
    this.link.close();
  }

  private stop(): void {
    this.endSession();
    this.over = true;
    this.ticking?.cancel();
    this.answering?.cancel();
    this.reportUsage(0);
  }

  private ready(): void {
    const { clock } = this.options;
    this.readyMs = clock.now();
    this.lastNewsMs = clock.now();
    this.feed.connected(this.settledAt);
    this.utterance.keepBefore(this.ms(this.feed.position));
    this.finalised = false;
    this.tick();
    this.pump();
  }

  private broken(): void {
    this.endSession();
    this.ticking?.cancel();
    this.complete = false;
  }

  private tick(): void {
    this.ticking = this.options.clock.setTimer(TICK_MS, () => {
      this.tick();
      this.keepAlive();
      this.pump();
      this.reportUsage(REPORT_USAGE_EVERY_MS);
      const deafMs = this.options.clock.now() - this.lastNewsMs;
      if ((this.speaking || this.awaiting) && deafMs >= this.wire.deafMs) this.fallSilent();
    });
  }

  private keepAlive(): void {
    const { whileIdle } = this.wire;
    const idleMs = this.feed.idleMs;
    if (whileIdle !== 'silence') {
      if (idleMs < KEEP_ALIVE_AFTER_MS) return;
      this.link.sendText(whileIdle.message);
      this.feed.touched();
      return;
    }
    const turnIsOpen = this.awaiting || this.utterance.isOpen;
    if (turnIsOpen && idleMs >= SILENCE_AFTER_MS) {
      this.feed.silence(TICK_MS, (chunk) => this.link.sendAudio(chunk));
      return;
    }
    if (turnIsOpen || idleMs < KEEP_ALIVE_AFTER_MS) return;
    this.feed.silence(this.wire.chunkMs, (chunk) => this.link.sendAudio(chunk));
    this.feed.touched();
  }

  private pump(): void {
    if (this.over || !this.link.isReady) return;
    if (!this.speaking && !this.awaiting) this.feed.catchUp();
    const flush = this.awaiting && !this.finalised;
    this.feed.drain(flush, (chunk) => this.link.sendAudio(chunk));
    // Sending can be what shows that the connection is dead.
    if (!flush || !this.link.isReady || this.feed.position < this.endedAt) return;
    this.finalised = true;
    if (this.wire.finalise) this.link.sendText(this.wire.finalise);
    this.awaitAnswer();
  }

  private awaitAnswer(): void {
    this.answering?.cancel();
    this.answering = this.options.clock.setTimer(this.wire.answerMs, () => this.unanswered());
  }

  /** Vendors may leave an utterance of noise, or one settled already, without an answer. */
  private unanswered(): void {
    if (!this.awaiting || !this.finalised) return;
    this.muteUtterances += 1;
    if (this.muteUtterances >= MOST_MUTE_UTTERANCES) return this.fallSilent();
    if (!this.utterance.isOpen) this.final();
  }

  private fallSilent(): void {
    this.muteUtterances = 0;
    this.link.lose(providerFailure(this.wire.provider, 'timeout'));
  }

  private heard(news: RecognitionNews): void {
    if (this.over) return;
    this.lastNewsMs = this.options.clock.now();
    this.muteUtterances = 0;
    switch (news.type) {
      case 'partial':
        this.utterance.hears(this.inCall(news));
        if (this.utterance.isOpen) {
          this.complete = false;
          this.told = false;
        }
        return this.interim();
      case 'settled':
        return this.settled(news);
      case 'ended':
        if (!this.utterance.isOpen) this.ends();
        return;
      case 'eager':
        return this.emit({ type: 'eager', text: this.utterance.text, ...sure(news.endOfTurn) });
      case 'resumed':
        return this.emit({ type: 'resumed' });
      case 'begun':
      case 'failed':
        return;
    }
  }

  private settled(news: Extract<RecognitionNews, { type: 'settled' }>): void {
    this.utterance.settles(this.inCall(news));
    const until = news.untilMs === undefined ? this.feed.position : this.positionOf(news.untilMs);
    this.settledAt = Math.max(this.settledAt, Math.min(until, this.feed.end));
    this.judged = news.ends ? this.judgementOf(news) : {};
    if (this.awaiting && (news.answers || (news.ends && this.isCovered))) return this.final();
    this.interim();
    if (news.ends) this.ends();
  }

  /** Whoever was asked to settle the turn has not ended it of its own accord. */
  private judgementOf({ endOfTurn }: { endOfTurn?: number }): Judgement {
    const { decidesTurns = false, finalise } = this.wire;
    const wasAsked = finalise !== undefined && this.awaiting && this.finalised;
    return { ...sure(endOfTurn), ...(decidesTurns && !wasAsked && { turnEnded: true as const }) };
  }

  /** Whoever cannot be asked to settle what is left is believed. */
  private get isCovered(): boolean {
    if (!this.wire.finalise) return true;
    return this.settledAt >= this.endedAt - this.samples(HANG_OVER_MS);
  }

  /**
   * The recogniser's opinion counts where voice activity has none, or has said so already; that of one
   * that judges turns counts at once.
   */
  private ends(): void {
    if (this.utterance.text === '') return;
    if (this.speaking && !this.wire.decidesTurns) {
      this.complete = true;
      return;
    }
    if (this.awaiting) return;
    this.told = this.speaking;
    this.final();
  }

  private interim(): void {
    const { text } = this.utterance;
    if (text !== '') this.emit({ type: 'interim', text });
  }

  private final(): void {
    this.awaiting = false;
    this.complete = false;
    this.answering?.cancel();
    const { judged } = this;
    this.judged = {};
    this.emit({ type: 'final', ...this.utterance.take(), ...judged });
  }

  private emit(event: SpeechToTextEvent): void {
    if (!this.over) this.call.onEvent(event);
  }

  private reportUsage(atLeastMs: number): void {
    const usedMs =
      this.wire.bills === 'audio' ? this.ms(this.feed.sentSamples) : this.sessionsMs + this.openMs;
    const quantity = Math.round(usedMs - this.reportedMs);
    if (quantity <= 0 || quantity < atLeastMs) return;
    this.reportedMs += quantity;
    this.call.onEvent({ type: 'usage', usage: [{ unit: 'audio_ms', quantity }] });
  }

  private get openMs(): number {
    return this.readyMs === undefined ? 0 : this.options.clock.now() - this.readyMs;
  }

  private endSession(): void {
    this.sessionsMs += this.openMs;
    this.readyMs = undefined;
  }

  /** Words by the recogniser's clock, told by the call's. */
  private inCall({ text, words, confidence }: TextPart): TextPart {
    const moved = words.map((word) => ({
      text: word.text,
      startMs: this.ms(this.positionOf(word.startMs)),
      endMs: this.ms(this.positionOf(word.endMs)),
    }));
    return { text: text.trim(), words: moved, confidence };
  }

  private positionOf(sentMs: number): number {
    return this.feed.positionOf(this.samples(sentMs));
  }

  private samples(ms: number): number {
    return msToSamples(ms, this.call.sampleRate);
  }

  private ms(samples: number): number {
    return samplesToMs(samples, this.call.sampleRate);
  }
}

const sure = (endOfTurn: number | undefined): Judgement =>
  endOfTurn === undefined ? {} : { endOfTurn };
