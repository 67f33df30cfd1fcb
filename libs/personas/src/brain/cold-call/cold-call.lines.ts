import type { Register } from '../scene';
import { FORMAL } from './formal.lines';
import { TERSE } from './terse.lines';
import { WARM } from './warm.lines';

/** Moments of a cold call for which any buyer has something to say. */
export type Situation =
  | 'hello'
  | 'whoAreYou'
  | 'howAreYou'
  | 'permission'
  | 'echo'
  | 'pitchFirst'
  | 'pitchMore'
  | 'tooLong'
  | 'ignored'
  | 'price'
  | 'budgetAsked'
  | 'notYet'
  | 'pushed'
  | 'agree'
  | 'agreeOwnDay'
  | 'alreadyAgreed'
  | 'unclear'
  | 'meta'
  | 'rude'
  | 'rudeHangUp'
  | 'outOfPatience'
  | 'warning'
  | 'smallTalk'
  | 'eased'
  | 'painless'
  | 'answer'
  | 'opening'
  | 'objectionsSpent'
  | 'farewellAgreed'
  | 'farewellOpen'
  | 'nudge'
  | 'forgive'
  | 'close';

/** Slots: template.ts. */
export type ColdCallLines = Readonly<Record<Situation, readonly string[]>>;

/** Lines that any buyer may say, by how they put things. */
export const COLD_CALL: Readonly<Record<Register, ColdCallLines>> = {
  terse: TERSE,
  formal: FORMAL,
  warm: WARM,
};

/** Slots the persona offers when the trainee named no day. */
export const OWN_DAYS = [
  'Tuesday at ten',
  'Wednesday at two',
  'Thursday at half past nine',
  'Friday at eleven',
  'Thursday at three',
  'Monday at four',
];
