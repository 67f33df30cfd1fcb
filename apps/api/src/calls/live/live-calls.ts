import {
  buildSystemPrompt,
  createBrain,
  END_CALL_TOOL,
  type Mode,
  type PersonaBrain,
} from '@sparline/personas';
import {
  CallSession,
  CallSpool,
  type EndReason,
  type Pace,
  type PlaybackSink,
  type SessionUpdate,
  SystemClock,
} from '@sparline/voice';
import { Injectable, Logger } from '@nestjs/common';
import { randomInt, randomUUID } from 'node:crypto';
import type { Actor } from '../../auth/actor';
import { AppConfig } from '../../config/app-config';
import { type PinnedPersona, PersonasService } from '../../personas/personas.service';
import { Lifecycle } from '../../platform/lifecycle/lifecycle';
import { ActiveCalls } from '../../platform/metrics/active-calls';
import { SpoolFolders } from '../spool-folders';
import { busy, noRecogniser, nothingChosen, noVoice } from '../calls.errors';
import type { Channel } from '../calls.schemas';
import { CallsService } from '../calls.service';
import { type CallVoices, EngineFactory } from '../engines/engine-factory';
import { CallReadiness } from './call-readiness';
import { EventLogWriter } from './event-log-writer';
import { turnPolicyOf } from './turn-policy';

/** For last words and for writing what is left. */
const GOODBYE_MS = 20_000;

/** Where a call's words go: a browser, a telephone, a test. */
export type CallEndpoint = {
  onUpdate(update: SessionUpdate): void;
  onEnded(reason: EndReason): void;
  /** The feedback on the call is there. */
  onReady(callId: string): void;
  onProblem(code: string, message: string): void;
};

export type StartLiveCall = {
  personaId?: string;
  mode?: Mode;
  brief?: string;
  channel: Channel;
  input: 'audio' | 'text' | 'both';
  talk: 'open' | 'hold';
  sink: PlaybackSink;
  endpoint: CallEndpoint;
};

export type LiveCall = {
  readonly id: string;
  readonly persona: PinnedPersona;
  readonly session: CallSession;
};

type NewCall = {
  id: string;
  persona: PinnedPersona;
  pace: Pace | undefined;
  voices: CallVoices;
  request: StartLiveCall;
};

/** The calls this process carries. */
@Injectable()
export class LiveCalls {
  private readonly logger = new Logger(LiveCalls.name);
  private readonly running = new Map<string, LiveCall>();
  private readonly settling = new Set<Promise<void>>();
  private opening = 0;
  private closing = false;

  constructor(
    private readonly config: AppConfig,
    private readonly personas: PersonasService,
    private readonly calls: CallsService,
    private readonly engines: EngineFactory,
    private readonly spool: SpoolFolders,
    private readonly readiness: CallReadiness,
    lifecycle: Lifecycle,
    activeCalls: ActiveCalls,
  ) {
    activeCalls.countBy(() => this.running.size);
    lifecycle.onStop({
      stage: 'calls',
      name: 'running calls',
      stop: () => this.endAll(),
      timeoutMs: GOODBYE_MS,
    });
  }

  /** Throws `busy`, `calls.nothing_chosen`, `calls.no_recogniser`, `personas.not_found`. */
  async start(actor: Actor, request: StartLiveCall): Promise<LiveCall> {
    if (!request.personaId && !request.mode) throw nothingChosen();
    if (this.closing || this.running.size + this.opening >= this.config.calls.maxConcurrent) {
      throw busy();
    }
    this.opening += 1;
    try {
      return await this.open(actor, request);
    } finally {
      this.opening -= 1;
    }
  }

  /** Says goodbye in each running call, then ends it; resolves when all is written. */
  private async endAll(): Promise<void> {
    this.closing = true;
    const ending = [...this.running.values()].map((call) =>
      call.session.end('shutdown', { politely: true }),
    );
    await Promise.all(ending);
    await Promise.all(this.settling);
  }

  private async open(actor: Actor, request: StartLiveCall): Promise<LiveCall> {
    const [persona, pace] = await Promise.all([
      this.personas.pin(actor.organizationId, request),
      this.calls.paceOf(actor),
    ]);
    const { voice } = persona.definition;
    const { speaksText } = request.sink;
    const voices = await this.engines.forCall({ voice, speaksText });
    try {
      return await this.begin(actor, { id: randomUUID(), persona, pace, voices, request });
    } catch (error) {
      voices.speechToSpeech?.discard();
      throw error;
    }
  }

  private async begin(actor: Actor, parts: NewCall): Promise<LiveCall> {
    const { id, persona, voices, request } = parts;
    refuseWhatCannotWork(request, voices);
    await this.calls.begin(actor.organizationId, {
      id,
      memberId: actor.memberId,
      personaId: persona.id,
      personaVersion: persona.version,
      personaName: persona.definition.name,
      personaTitle: persona.definition.title,
      mode: persona.definition.mode,
      channel: request.channel,
      engine: voices.engine,
      brief: request.brief || null,
      sample: false,
      startedAt: new Date(),
    });
    const call: LiveCall = {
      id,
      persona,
      session: this.session(actor, parts),
    };
    this.running.set(id, call);
    return call;
  }

  private session(actor: Actor, parts: NewCall): CallSession {
    const { id, persona, pace, voices, request } = parts;
    const { definition } = persona;
    const clock = new SystemClock();
    const brain = createBrain(definition, { seed: randomInt(2 ** 31), brief: request.brief });
    const recorder = new CallSpool({ clock, folder: this.spool.folderOf(id) });
    const log = new EventLogWriter(
      (events) => this.calls.appendEvents(actor.organizationId, id, events),
      (error) => this.logger.warn({ err: error, callId: id }, 'The event log could not be written'),
    );
    return new CallSession({
      clock,
      engine: voices.engine,
      sink: request.sink,
      ...(voices.speechToSpeech ? { speechToSpeech: voices.speechToSpeech } : {}),
      languageModel: voices.languageModel(brain),
      textToSpeech: request.sink.speaksText ? null : voices.textToSpeech,
      speechToText: voices.speechToText,
      voiceActivity: request.input === 'text' ? null : this.engines.voiceActivity(voices),
      voice: { name: definition.voice, style: styleOf(persona) },
      systemPrompt: buildSystemPrompt(definition, { brief: request.brief }),
      language: 'en',
      keyterms: [definition.name],
      policy: turnPolicyOf(definition, request.input),
      pace,
      talk: request.talk,
      tools: [END_CALL_TOOL],
      phrases: phrasesOf(brain),
      recorder,
      onEvent: (event) => log.add(event),
      onUpdate: (update) => request.endpoint.onUpdate(update),
      onEnded: (reason) => {
        this.running.delete(id);
        request.endpoint.onEnded(reason);
        this.readiness.watch(id, () => request.endpoint.onReady(id));
        this.settle(id, async () => {
          await Promise.all([log.close(), recorder.close()]);
          await this.calls.finish(actor.organizationId, id, reason);
        });
      },
    });
  }

  /** Writes what is left; what fails here is finished by the sweep from the log. */
  private settle(callId: string, work: () => Promise<void>): void {
    const settling = work()
      .catch((error: unknown) => {
        this.logger.error({ err: error, callId }, 'The call could not be closed; the sweep will');
      })
      .finally(() => this.settling.delete(settling));
    this.settling.add(settling);
  }
}

const refuseWhatCannotWork = (request: StartLiveCall, voices: CallVoices): void => {
  if (request.sink.speaksText || voices.speechToSpeech) return;
  if (request.input === 'audio' && !voices.speechToText) throw noRecogniser();
  if (!voices.textToSpeech) throw noVoice();
};

const styleOf = ({ definition }: PinnedPersona): string =>
  [definition.voiceDescription, definition.speech.delivery].filter(Boolean).join('. ');

const phrasesOf = (brain: PersonaBrain) => ({
  opening: () => brain.open().text,
  nudge: () => brain.nudge().text,
  closing: () => brain.close().text,
  apology: () => 'Sorry, I lost you for a second there. Could you say that again?',
});
