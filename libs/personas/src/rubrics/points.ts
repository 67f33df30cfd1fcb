import type { CheckVerdict, CriterionScore, Rubric, Score } from './rubric.schema';

/**
 * Points in code, whoever judged: a criterion is the share of its applicable checks that passed,
 * the total the mean of the criteria that applied. 0 to 100, one decimal; null when nothing
 * applied, and in total when too little was said to judge.
 */
export const toScore = (
  rubric: Rubric,
  verdicts: ReadonlyMap<string, CheckVerdict>,
  by: { method: Score['method']; model: string | null; enoughToScore: boolean },
): Score => {
  const criteria = rubric.criteria.map((criterion): CriterionScore => {
    const checks = criterion.checks.map(
      ({ key, question }): CheckVerdict =>
        verdicts.get(checkId(criterion.key, key)) ?? {
          key,
          question,
          verdict: 'not_applicable',
          quote: null,
          comment: 'Not judged.',
        },
    );
    return { key: criterion.key, name: criterion.name, points: pointsOf(checks), checks };
  });
  const applied = criteria.flatMap(({ points }) => (points === null ? [] : [points]));
  const mean = applied.reduce((sum, points) => sum + points, 0) / Math.max(1, applied.length);
  return {
    rubricKey: rubric.key,
    rubricVersion: rubric.version,
    method: by.method,
    model: by.model,
    total: by.enoughToScore && applied.length > 0 ? rounded(mean) : null,
    criteria,
  };
};

/** Check keys are unique within a criterion, not within a rubric. */
export const checkId = (criterionKey: string, checkKey: string): string =>
  `${criterionKey}.${checkKey}`;

const pointsOf = (checks: readonly CheckVerdict[]): number | null => {
  const applicable = checks.filter(({ verdict }) => verdict !== 'not_applicable');
  if (applicable.length === 0) return null;
  const passed = applicable.filter(({ verdict }) => verdict === 'yes').length;
  return rounded((passed * 100) / applicable.length);
};

const rounded = (value: number): number => Math.round(value * 10) / 10;
