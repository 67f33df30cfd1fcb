import { FAR_END_FINAL_BUDGET_MS } from '../turn/policy';
import type { TurnConfig } from '../turn/turn.types';
import type { CallSessionOptions } from './session-options';

/** How a call takes turns: its policy, within what its providers can do. */
export function turnConfigOf(options: CallSessionOptions): TurnConfig {
  const { languageModel, pace, policy, speechToSpeech, speechToText, talk } = options;
  const { finalBudgetMs = FAR_END_FINAL_BUDGET_MS } = speechToSpeech ?? speechToText ?? {};
  return {
    ...policy,
    talk,
    finalBudgetMs,
    ...(languageModel?.remembers ? { maxSpeculations: 0 } : {}),
    ...(pace ? { pace } : {}),
    ...(speechToSpeech ? { wordless: true, maxSpeculations: 0 } : {}),
  };
}
