import { BrowserRecognition } from '../../audio/browser-recognition';
import { DetectorPulse } from '../../audio/detector-pulse';
import { Microphone } from '../../audio/microphone';
import { microphoneProblem, type MicrophoneProblem } from '../../audio/microphone-problem';
import { FRAME_SAMPLES } from '../../audio/pcm';
import { SoundOnset } from '../../audio/sound-onset';
import { SpeechDetector } from '../../audio/speech-detector';
import type { Suspicion } from './barge-in';
import { looksLikeEcho } from './echo-words';
import type { SpeechFound } from './practice-protocol';
import type { SpeechPlan } from './speech-plan';

export type EarEvents = {
  onFrame: (pcm: ArrayBuffer) => void;
  onLevel: (level: number) => void;
  /** The trainee began or stopped speaking, as far as the page can tell. */
  onSpeech: (found: SpeechFound) => void;
  /** Something may be the beginning of speech. */
  onMaybeSpeech: (suspicion: Suspicion) => void;
  /** Nothing has changed: the page still listens, in case the server wonders. */
  onStillListening: () => void;
  onWords: (text: string, final: boolean) => void;
  onLost: (problem: MicrophoneProblem) => void;
  onRecognitionFailed: () => void;
  /** What the loudspeaker said lately. */
  spokenLately: () => string;
};

/** The trainee's side of the sound: microphone, speech detection, the browser's recognition. */
export class CallEar {
  /** The page finds speech by itself; without it the server's detection has to do. */
  detects = false;
  private readonly pulse = new DetectorPulse();
  private readonly onset = new SoundOnset();
  private microphone: Microphone | null = null;
  private detector: SpeechDetector | null = null;
  private recognition: BrowserRecognition | null = null;
  private muted = false;
  private pressed = false;
  private closed = false;
  private deaf = false;

  constructor(
    private readonly plan: SpeechPlan,
    private readonly events: EarEvents,
  ) {}

  get microphoneLabel(): string {
    return this.microphone?.label ?? '';
  }

  get deviceId(): string | null {
    return this.microphone?.deviceId ?? null;
  }

  /** Also replaces a microphone that vanished. */
  async open(deviceId: string | null): Promise<MicrophoneProblem | null> {
    if (!this.plan.usesMicrophone) {
      return null;
    }
    this.dropMicrophone();
    const opened = await Microphone.open(deviceId, {
      onFrame: (pcm) => this.events.onFrame(this.isOpen ? pcm : new ArrayBuffer(FRAME_SAMPLES * 2)),
      onLevel: (level) => this.takeLevel(this.isOpen ? level : 0),
      onLost: () => this.lose(),
    });
    if (!opened.ok) {
      return opened.problem;
    }
    if (this.closed) {
      opened.microphone.close();
      return null;
    }
    this.microphone = opened.microphone;
    opened.microphone.setMuted(this.muted);
    void this.detect(opened.microphone);
    return null;
  }

  listen(): void {
    if (this.plan.hearing === 'browser') {
      this.recognition = new BrowserRecognition({
        onText: (text, final) => this.hear(text, final),
        onFailed: () => this.giveUpHearing(),
      });
    }
    this.followRecognition();
  }

  setMuted(muted: boolean): void {
    this.muted = muted;
    this.microphone?.setMuted(muted);
    this.followRecognition();
  }

  setPressed(pressed: boolean): void {
    if (this.pressed !== pressed) {
      this.pressed = pressed;
      this.followRecognition();
      this.events.onSpeech({ active: pressed });
    }
  }

  close(): void {
    this.closed = true;
    this.recognition?.close();
    this.dropMicrophone();
  }

  /** What leaves the page is the trainee's voice; otherwise silence of the same length does. */
  private get isOpen(): boolean {
    return !this.muted && (this.plan.talk === 'open' || this.pressed);
  }

  private takeLevel(level: number): void {
    this.events.onLevel(level);
    if (this.onset.heard(level) && this.detects) {
      const { overFloorDb } = this.onset;
      this.events.onMaybeSpeech({ kind: 'sound', overFloorDb });
    }
    const heardByWords = this.plan.interruptBy === 'words' && this.recognition !== null;
    if (heardByWords) {
      this.pulse.answered();
    }
    if (!this.detects && !heardByWords) {
      return;
    }
    const pulse = this.pulse.heard(level);
    if (pulse === 'alive') {
      this.events.onStillListening();
    } else if (pulse === 'lost') {
      // The model crashed: the server's own detection goes on alone.
      this.stopDetecting();
      this.events.onSpeech({ active: false, lost: true });
    }
  }

  private followRecognition(): void {
    if (this.isOpen) {
      this.recognition?.start();
    } else {
      this.recognition?.stop();
    }
  }

  private hear(text: string, final: boolean): void {
    if (this.plan.voice === 'browser' && looksLikeEcho(text, this.events.spokenLately())) {
      return;
    }
    if (this.plan.interruptBy === 'words' && this.plan.talk === 'open') {
      this.events.onSpeech({ active: !final });
    }
    this.events.onWords(text, final);
  }

  private async detect(microphone: Microphone): Promise<void> {
    if (this.plan.talk !== 'open' || this.plan.interruptBy !== 'speech') {
      return;
    }
    try {
      const detector = await SpeechDetector.start(microphone, {
        onFrame: () => this.pulse.answered(),
        onMaybe: (overFloorDb) => this.events.onMaybeSpeech({ kind: 'speech', overFloorDb }),
        onStart: (sinceMs) => this.events.onSpeech({ active: true, sinceMs }),
        onEnd: (sinceMs) => this.events.onSpeech({ active: false, sinceMs }),
      });
      if (this.microphone === microphone && !this.deaf) {
        this.detector = detector;
        this.pulse.answered();
        this.detects = true;
      } else {
        detector.close();
      }
    } catch {
      // No WebAssembly or no model: the server's own detection goes on alone.
      this.detects = false;
    }
  }

  /** A voice whose words nobody gets must not interrupt the persona either. */
  private giveUpHearing(): void {
    this.recognition = null;
    this.deaf = true;
    this.stopDetecting();
    this.events.onSpeech({ active: false });
    this.events.onRecognitionFailed();
  }

  private stopDetecting(): void {
    this.detector?.close();
    this.detector = null;
    this.detects = false;
  }

  private lose(): void {
    this.dropMicrophone();
    this.events.onSpeech({ active: false, lost: true });
    this.events.onLevel(0);
    this.events.onLost(microphoneProblem('lost'));
  }

  private dropMicrophone(): void {
    this.stopDetecting();
    this.microphone?.close();
    this.microphone = null;
  }
}
