import {
  END_CALL_TOOL,
  gatekeeperHears,
  gatekeeperOpens,
  type GatekeeperStep,
  type Kept,
} from '@sparline/personas';
import type { LanguageModel, LanguageModelEvent, LanguageModelRequest } from '@sparline/voice';
import { lastOf } from '../../engines/scripted-language-model';
import { HAND_OVER } from './greeter-model';

/** Who picks up for somebody else, behind the language model's port. */
export class GatekeeperModel implements LanguageModel {
  readonly provider = 'built-in';
  readonly model = 'gatekeeper';
  readonly remembers = true;
  private step: GatekeeperStep;

  constructor(private readonly kept: Kept) {
    this.step = gatekeeperOpens(kept);
  }

  opening(): string {
    return this.step.say;
  }

  async *stream({ messages, signal }: LanguageModelRequest): AsyncIterable<LanguageModelEvent> {
    if (signal.aborted) return;
    this.step = gatekeeperHears(this.step.state, lastOf(messages, 'user') ?? '', this.kept);
    yield { type: 'text', text: this.step.say };
    yield { type: 'usage', usage: [] };
    if (this.step.next === 'listen') return;
    const name = this.step.next === 'put_through' ? HAND_OVER : END_CALL_TOOL.name;
    yield { type: 'tool_call', name, argumentsJson: '{}' };
  }
}

/** Listens and says nothing, as a mailbox does. */
export class SilentModel implements LanguageModel {
  readonly provider = 'built-in';
  readonly model = 'mailbox';
  readonly remembers = true;

  async *stream(): AsyncIterable<LanguageModelEvent> {
    yield { type: 'usage', usage: [] };
  }
}
