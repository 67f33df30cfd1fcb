import {
  type AskModel,
  continueGreeting,
  detectIntent,
  detectIntentWithModel,
  END_CALL_TOOL,
  greet,
  type GreeterContext,
  type GreeterInput,
  type GreeterStep,
  SURE,
} from '@sparline/personas';
import type { LanguageModel, LanguageModelEvent, LanguageModelRequest } from '@sparline/voice';
import { lastOf } from '../../engines/scripted-language-model';

export const HAND_OVER = 'hand_over';
const KEY = /^[0-9*#]$/;
/** Where no model can be asked the rules decide alone. */
const NOBODY_TO_ASK: AskModel = () => Promise.reject(new Error('No language model.'));

/** The greeter behind the language model's port: rules first, a model only where they are unsure. */
export class GreeterModel implements LanguageModel {
  readonly provider = 'built-in';
  readonly model = 'greeter';
  readonly remembers = true;
  private latest: GreeterStep;

  constructor(
    private readonly context: () => GreeterContext,
    private readonly ask: AskModel = NOBODY_TO_ASK,
  ) {
    this.latest = greet(context());
  }

  get step(): GreeterStep {
    return this.latest;
  }

  /** Whether it is clear from this alone what somebody wants, before they were asked. */
  isWish(said: string): boolean {
    if (KEY.test(said)) return true;
    const { catalogue } = this.context();
    const { confidence, intent } = detectIntent(said, { catalogue });
    return intent !== 'none' && confidence >= SURE;
  }

  /** What to say into a silence. */
  silence(): string {
    return this.take({ type: 'silence' }).say;
  }

  async *stream({ messages, signal }: LanguageModelRequest): AsyncIterable<LanguageModelEvent> {
    const input = await this.understand(lastOf(messages, 'user') ?? '', signal);
    if (signal.aborted) return;
    const step = this.take(input);
    yield { type: 'text', text: step.say };
    yield { type: 'usage', usage: [] };
    if (step.next === 'listen') return;
    const name = step.next === 'hand_over' ? HAND_OVER : END_CALL_TOOL.name;
    yield { type: 'tool_call', name, argumentsJson: '{}' };
  }

  private async understand(said: string, signal: AbortSignal): Promise<GreeterInput> {
    if (KEY.test(said)) return { type: 'key', digit: said };
    const { catalogue } = this.context();
    const intent = await detectIntentWithModel(said, this.ask, { catalogue, signal });
    return { type: 'said', intent };
  }

  private take(input: GreeterInput): GreeterStep {
    this.latest = continueGreeting(this.latest.state, input, this.context());
    return this.latest;
  }
}
