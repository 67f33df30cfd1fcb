import type { DeliveryMetrics } from '../delivery/delivery-metrics.schema';
import type { Mode } from '../persona.schema';
import type { TranscriptTurn } from '../transcript';
import { readCall } from './call-reading';
import { checkId, toScore } from './points';
import type { CheckVerdict, Rubric, Score } from './rubric.schema';
import { COLD_CALL_RULES } from './rules/cold-call.rules';
import { INTERVIEW_RULES } from './rules/interview.rules';
import { notApplicable, type Rules } from './rules/rule';
import { SMALL_TALK_RULES } from './rules/small-talk.rules';

export const RULES: Record<Mode, Rules> = {
  cold_call: COLD_CALL_RULES,
  interview: INTERVIEW_RULES,
  small_talk: SMALL_TALK_RULES,
};

/**
 * Scores a call by transparent rules: no model, no key, same call same score. Every yes carries a
 * sentence that stands literally in the transcript, every comment says what was looked for.
 * A check without a rule (of a rubric an admin wrote) is not applicable.
 */
export const scoreByRules = (
  rubric: Rubric,
  turns: readonly TranscriptTurn[],
  metrics: DeliveryMetrics,
): Score => {
  const call = readCall(rubric, turns, metrics);
  const rules = RULES[rubric.mode];
  const verdicts = new Map<string, CheckVerdict>();
  for (const criterion of rubric.criteria) {
    for (const { key, question } of criterion.checks) {
      const finding =
        rules[key]?.(call) ?? notApplicable('No rule can tell this; a model or a person can.');
      verdicts.set(checkId(criterion.key, key), {
        key,
        question,
        verdict: finding.verdict,
        quote: finding.evidence ?? null,
        comment: finding.comment,
      });
    }
  }
  return toScore(rubric, verdicts, {
    method: 'rules',
    model: null,
    enoughToScore: metrics.enoughToScore,
  });
};
