// The Web Speech API's recognition, which TypeScript's DOM library does not declare: Chrome, Edge
// and Safari have it under a prefix, Firefox not at all.

type Alternative = { readonly transcript: string };
type Result = { readonly isFinal: boolean; readonly [index: number]: Alternative };
type ResultEvent = {
  readonly resultIndex: number;
  readonly results: { readonly length: number; readonly [index: number]: Result };
};
type Recognition = {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: ResultEvent) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
  stop(): void;
};

export type RecognitionEvents = {
  onText: (text: string, final: boolean) => void;
  /** It cannot go on; `code` is the browser's own word for it. */
  onFailed: (code: string) => void;
};

/** Silence, and our own stop: not failures, it is started again. */
const HARMLESS = ['no-speech', 'aborted'];
/** A recogniser that ends at once over and over is broken, not quiet. */
const MIN_RUN_MS = 300;
const MAX_QUICK_ENDS = 4;

const constructorOf = (): (new () => Recognition) | undefined => {
  const scope = globalThis as {
    SpeechRecognition?: new () => Recognition;
    webkitSpeechRecognition?: new () => Recognition;
  };
  return scope.SpeechRecognition ?? scope.webkitSpeechRecognition;
};

export const hasBrowserRecognition = (): boolean => constructorOf() !== undefined;

export class BrowserRecognition {
  private recognition: Recognition | undefined;
  private running = false;
  private quickEnds = 0;

  constructor(
    private readonly events: RecognitionEvents,
    private readonly language = 'en-US',
  ) {}

  start(): void {
    if (!this.running) {
      this.running = true;
      this.begin();
    }
  }

  /** Ends after what is being said was recognised. */
  stop(): void {
    this.running = false;
    this.recognition?.stop();
  }

  close(): void {
    this.running = false;
    this.recognition?.abort();
  }

  private begin(): void {
    const Recogniser = constructorOf();
    if (!Recogniser) {
      this.fail('unsupported');
      return;
    }
    const startedAtMs = performance.now();
    const recognition = new Recogniser();
    recognition.lang = this.language;
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.onresult = (event) => this.take(event);
    recognition.onerror = ({ error }) => {
      if (!HARMLESS.includes(error)) {
        this.fail(error);
      }
    };
    // It ends by itself after a while of silence.
    recognition.onend = () => this.again(performance.now() - startedAtMs);
    this.recognition = recognition;
    recognition.start();
  }

  private again(ranMs: number): void {
    this.quickEnds = ranMs < MIN_RUN_MS ? this.quickEnds + 1 : 0;
    if (this.running && this.quickEnds > MAX_QUICK_ENDS) {
      this.fail('network');
    } else if (this.running) {
      this.begin();
    }
  }

  private take(event: ResultEvent): void {
    // What is still open comes in pieces that belong together.
    const open: string[] = [];
    for (let i = event.resultIndex; i < event.results.length; i += 1) {
      const result = event.results[i];
      const text = result?.[0]?.transcript.trim();
      if (text && result?.isFinal) {
        this.events.onText(text, true);
      } else if (text) {
        open.push(text);
      }
    }
    if (open.length > 0) {
      this.events.onText(open.join(' '), false);
    }
  }

  private fail(code: string): void {
    this.running = false;
    this.events.onFailed(code);
  }
}
