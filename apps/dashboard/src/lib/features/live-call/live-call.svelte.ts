import type { MicrophoneProblem } from '../../audio/microphone-problem';
import { CallEar } from './call-ear';
import { CallMouth } from './call-mouth';
import { endingOf, shownProblem, type ShownProblem } from './call-problems';
import type {
  CallProblem,
  CallStage,
  LivePersona,
  SpeechFound,
  StartCall,
} from './practice-protocol';
import { GREETER } from '../calls/partner-words';
import { PracticeSocket, type PracticeHandlers } from './practice-socket';
import type { SpeechPlan } from './speech-plan';
import { secondsLeftAt, type TimeTold } from './time-left';
import { mergeTranscript, recentPersonaWords, type TranscriptEntry } from './transcript-log';

export type CallPhase = 'idle' | 'starting' | 'live' | 'reconnecting' | 'finishing';
export type CallAim = Pick<StartCall, 'personaId' | 'mode' | 'brief' | 'realism' | 'recording'>;

const TICK_MS = 50;

/** One practice call, from the click that starts it to the moment its feedback is being made. */
export class LiveCall {
  phase = $state<CallPhase>('idle');
  stage = $state<CallStage>('greeting');
  persona = $state<LivePersona | null>(null);
  entries = $state.raw<TranscriptEntry[]>([]);
  elapsedMs = $state(0);
  secondsLeft = $state<number | null>(null);
  /** The minutes are used up, and the call may go on for so long. */
  over = $state(false);
  traineeLevel = $state(0);
  personaLevel = $state(0);
  traineeSpeaks = $state(false);
  muted = $state(false);
  pressed = $state(false);
  soundBlocked = $state(false);
  problem = $state.raw<(ShownProblem & { detail?: string }) | null>(null);
  microphoneProblem = $state.raw<MicrophoneProblem | null>(null);
  ending = $state<string | null>(null);
  ready = $state(false);
  callId = $state<string | null>(null);
  plan = $state.raw<SpeechPlan | null>(null);

  private socket: PracticeSocket | null = null;
  private ear: CallEar | null = null;
  private mouth: CallMouth | null = null;
  private ticker: ReturnType<typeof setInterval> | undefined;
  private startedAtMs = 0;
  private told: TimeTold | null = null;

  get underWay(): boolean {
    return this.phase === 'live' || this.phase === 'reconnecting' || this.phase === 'starting';
  }

  /** The greeter asks what to practise. */
  get asking(): boolean {
    return this.underWay && this.persona === null;
  }

  get partnerName(): string {
    return this.persona?.name ?? GREETER;
  }

  /** Call it within a click: the browser gives sound and microphone only then. */
  async start(aim: CallAim, plan: SpeechPlan, deviceId: string | null): Promise<void> {
    this.reset(plan);
    const mouth = CallMouth.create(plan, {
      onProgress: (progress) => this.socket?.send('playback', progress),
    });
    const ear = new CallEar(plan, this.earEvents());
    this.ear = ear;
    const problem = await ear.open(deviceId);
    const opened = await mouth;
    if (this.ear !== ear) {
      // Given up meanwhile.
      opened.close();
      return;
    }
    this.mouth = opened;
    if (problem) {
      this.microphoneProblem = problem;
      this.stop('idle');
      return;
    }
    await this.connect(aim, plan);
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.ear?.setMuted(muted);
    if (muted) {
      this.hearTrainee({ active: false });
    }
  }

  /** Hold to talk: down and up. */
  press(pressed: boolean): void {
    if (this.phase !== 'live' || this.plan?.talk !== 'hold' || this.pressed === pressed) {
      return;
    }
    this.pressed = pressed;
    this.socket?.send('talk', { pressed });
    this.ear?.setPressed(pressed);
  }

  say(text: string): void {
    this.mouth?.traineeSpeaks(true);
    this.mouth?.traineeSpeaks(false);
    this.socket?.send('text', { text, final: true, by: 'typing' });
  }

  /** Another microphone, or the same one plugged in again. */
  async useMicrophone(deviceId: string | null): Promise<void> {
    this.microphoneProblem = (await this.ear?.open(deviceId)) ?? null;
  }

  unblockSound(): void {
    this.mouth?.unblock();
  }

  /** While hanging up can still be taken back: neither side is heard. */
  hold(held: boolean): void {
    this.ear?.setMuted(held || this.muted);
    this.mouth?.holdStill(held);
  }

  dismissProblem(): void {
    this.problem = null;
  }

  hangUp(): void {
    if (this.phase === 'starting') {
      this.close();
    } else if (this.underWay) {
      this.socket?.end();
      this.finish(null);
    }
  }

  close(): void {
    this.stop('idle');
    this.socket?.close();
    this.socket = null;
  }

  private async connect(aim: CallAim, plan: SpeechPlan): Promise<void> {
    const socket = new PracticeSocket(this.handlers());
    this.socket = socket;
    const { input, speech } = plan;
    const talk = plan.talk === 'hold' ? 'hold' : 'open';
    const answer = await socket.start({ ...aim, input, speech, talk, sampleRate: 16_000 });
    if (this.socket !== socket) {
      return;
    }
    if (!answer.ok) {
      this.problem = shownProblem(answer.problem);
      this.close();
      return;
    }
    this.callId = answer.call.callId;
    this.persona = answer.call.persona;
    this.mouth?.setSourceRate(answer.call.outputSampleRate);
    this.startedAtMs = performance.now();
    this.phase = 'live';
    this.ear?.listen();
    this.ticker = setInterval(() => this.tick(), TICK_MS);
  }

  private earEvents(): ConstructorParameters<typeof CallEar>[1] {
    return {
      onFrame: (pcm) => {
        // The page's timers are slowed down in the background, the microphone is not.
        this.mouth?.tick();
        if (this.phase === 'live') {
          this.socket?.sendAudio(pcm);
        }
      },
      onLevel: (level) => (this.traineeLevel = level),
      onSpeech: (found) => this.hearTrainee(found),
      onMaybeSpeech: (suspicion) => !this.muted && this.mouth?.traineeMaySpeak(suspicion),
      onStillListening: () => this.tellSpeech({ active: this.traineeSpeaks }),
      onWords: (text, final) => this.socket?.send('text', { text, final, by: 'recognition' }),
      onLost: (problem) => (this.microphoneProblem = problem),
      onRecognitionFailed: () =>
        (this.problem = shownProblem({ code: 'recognition', message: '' })),
      spokenLately: () => recentPersonaWords(this.entries),
    };
  }

  private handlers(): PracticeHandlers {
    return {
      audio: ({ segmentId }, pcm) => this.mouth?.write(segmentId, pcm),
      'audio.end': ({ segmentId }) => this.mouth?.end(segmentId),
      'audio.pause': () => this.mouth?.serverPauses(),
      'audio.resume': (from) => this.mouth?.serverResumes(from),
      'audio.clear': ({ segmentId }) => this.mouth?.serverClears(segmentId),
      speak: ({ segmentId, text }) => this.mouth?.speak(segmentId, text),
      transcript: (event) =>
        (this.entries = mergeTranscript(this.entries, event, this.partnerName)),
      state: ({ state, persona }) => {
        this.stage = state;
        if (state !== 'speaking' && state !== 'greeting') {
          this.mouth?.personaIsDone();
        }
        this.persona = persona ?? this.persona;
      },
      quota: ({ secondsLeft, over = false }) => {
        this.over = over;
        this.count(secondsLeft);
      },
      'call.ended': ({ reason }) => this.underWay && this.finish(endingOf(reason)),
      'call.ready': () => (this.ready = true),
      problem: (problem: CallProblem) => this.underWay && (this.problem = shownProblem(problem)),
      dropped: () => (this.phase = this.phase === 'live' ? 'reconnecting' : this.phase),
      resumed: ({ persona }) => {
        this.phase = this.phase === 'reconnecting' ? 'live' : this.phase;
        // Somebody may have taken over while the line was down.
        this.persona = persona;
      },
      lost: () => this.underWay && this.finish(endingOf('lost')),
    };
  }

  private hearTrainee(found: SpeechFound): void {
    if (this.traineeSpeaks === found.active && !found.lost) {
      return;
    }
    this.traineeSpeaks = found.active;
    // First here, then the server: the way there and back would be heard.
    this.mouth?.traineeSpeaks(found.active);
    this.tellSpeech(found);
  }

  private tellSpeech(found: SpeechFound): void {
    if (this.plan?.talk === 'open' && this.phase === 'live') {
      this.socket?.send('speech', found);
    }
  }

  private count(secondsLeft: number): void {
    this.told = { secondsLeft, toldAtMs: performance.now() };
    this.secondsLeft = secondsLeft;
  }

  private tick(): void {
    if (this.told) {
      this.secondsLeft = secondsLeftAt(this.told, performance.now());
    }
    this.elapsedMs = performance.now() - this.startedAtMs;
    this.mouth?.tick();
    this.personaLevel = this.mouth?.level ?? 0;
    this.soundBlocked = this.mouth?.blocked ?? false;
  }

  private finish(ending: string | null): void {
    this.ending = ending;
    this.stop('finishing');
  }

  /** The line stays open until `call.ready`. */
  private stop(phase: CallPhase): void {
    clearInterval(this.ticker);
    this.mouth?.close();
    this.ear?.close();
    this.mouth = null;
    this.ear = null;
    this.pressed = false;
    this.traineeSpeaks = false;
    this.traineeLevel = 0;
    this.personaLevel = 0;
    this.phase = phase;
  }

  private reset(plan: SpeechPlan): void {
    this.close();
    this.plan = plan;
    this.phase = 'starting';
    this.stage = 'greeting';
    this.entries = [];
    this.elapsedMs = 0;
    this.secondsLeft = null;
    this.over = false;
    this.told = null;
    this.persona = null;
    this.muted = false;
    this.problem = null;
    this.microphoneProblem = null;
    this.ending = null;
    this.ready = false;
    this.callId = null;
  }
}
