import {
  detectIntent,
  type DetectedIntent,
  END_CALL_TOOL,
  type PersonaCard,
  STOPPING,
  SURE,
  SWITCH_PRACTICE_TOOL,
  switching,
  timeLeft,
} from '@sparline/personas';
import type { LanguageModel, LanguageModelEvent, LanguageModelRequest } from '@sparline/voice';
import { lastOf } from '../../engines/scripted-language-model';

export type InCallCommands = {
  catalogue: readonly PersonaCard[];
  /** Undefined where nothing limits the call. */
  secondsLeft: () => number | undefined;
};

/**
 * Whoever plays the persona, with an ear for commands to the exercise itself. They are answered at
 * once and out of character; everything else is the persona's.
 */
export class InCallModel implements LanguageModel {
  readonly provider: string;
  readonly model: string;
  readonly remembers?: true;

  constructor(
    private readonly persona: LanguageModel,
    private readonly commands: InCallCommands,
  ) {
    this.provider = persona.provider;
    this.model = persona.model;
    if (persona.remembers) this.remembers = true;
  }

  async *stream(request: LanguageModelRequest): AsyncIterable<LanguageModelEvent> {
    const { catalogue } = this.commands;
    const said = lastOf(request.messages, 'user') ?? '';
    const command = detectIntent(said, { inCall: true, catalogue });
    if (command.intent === 'none' || command.confidence < SURE) {
      yield* this.persona.stream(request);
      return;
    }
    yield { type: 'source', by: { provider: 'built-in', model: 'commands' } };
    yield* this.obey(command);
    yield { type: 'usage', usage: [] };
  }

  private *obey(command: DetectedIntent): Iterable<LanguageModelEvent> {
    switch (command.intent) {
      case 'time_left':
        yield { type: 'text', text: timeLeft(this.commands.secondsLeft()) };
        return;
      case 'switch': {
        const { mode, persona } = command;
        yield { type: 'text', text: switching(mode) };
        const argumentsJson = JSON.stringify({ mode, persona });
        yield { type: 'tool_call', name: SWITCH_PRACTICE_TOOL.name, argumentsJson };
        return;
      }
      default:
        yield { type: 'text', text: STOPPING };
        yield { type: 'tool_call', name: END_CALL_TOOL.name, argumentsJson: '{}' };
    }
  }
}
