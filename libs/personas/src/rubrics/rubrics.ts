import type { Mode } from '../persona.schema';
import { COLD_CALL_RUBRIC } from './cold-call.rubric';
import { INTERVIEW_RUBRIC } from './interview.rubric';
import type { Rubric } from './rubric.schema';
import { SMALL_TALK_RUBRIC } from './small-talk.rubric';

/** The built-in rubrics, one per mode. A changed check means a new version. */
export const RUBRICS: readonly Rubric[] = [COLD_CALL_RUBRIC, INTERVIEW_RUBRIC, SMALL_TALK_RUBRIC];

const BY_MODE: Record<Mode, Rubric> = {
  cold_call: COLD_CALL_RUBRIC,
  interview: INTERVIEW_RUBRIC,
  small_talk: SMALL_TALK_RUBRIC,
};

export const rubricFor = (mode: Mode): Rubric => BY_MODE[mode];
