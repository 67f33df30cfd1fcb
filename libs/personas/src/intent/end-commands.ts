import { ASKING, command } from './command-frames';

const OBJECT =
  '(?:(?:this|the|our|today s) )?(?:(?:practice |training |coaching |phone |telephone )?(?:call|session|role play|exercise|simulation|rehearsal|scenario|conversation)|practice)(?: session| call| run| exercise| role play)?';
const END = '(?:end|stop|finish|quit|terminate|exit|abort|conclude|ending|stopping|finishing)';
/** One may leave or close much else: only what nobody takes for a part of the role-play. */
const PLAY = '(?:this|the) (?:practice (?:call|session)|practice|role play|simulation)';

/** These name the exercise or the line, so they may be one clause among others. */
const ENDS: readonly RegExp[] = [
  `${ASKING}*${END} (?:with )?${OBJECT}`,
  `${ASKING}*(?:leave|close|cancel) ${PLAY}`,
  `${ASKING}*(?:get me out|let me out|get out|i want out) of ${OBJECT}`,
  `${ASKING}*bring ${OBJECT} to an end`,
  `${ASKING}*call it a day (?:with|for) ${OBJECT}`,
  `(?!i (?:have|need) to )${ASKING}*(?:hang up|hanging up|get off)(?: the| this)?(?: phone| call| line)`,
  `(?!i (?:have|need) to )${ASKING}*hang(?: this| it)? up(?: the phone| the call)?`,
  `${ASKING}*(?:stop|finish|quit|end) (?:practicing|the practicing)`,
  `(?:i am|we are|i think i am) (?:done|finished|through) (?:practicing|with ${OBJECT})`,
  `i do not want to (?:practice|continue ${OBJECT}|go on with ${OBJECT}|continue practicing|go on practicing)(?: any ?more)?`,
].map(command);

/** These end a call only as all that was said: "I'd like to stop", never "... by your office". */
const ENDS_ALONE: readonly RegExp[] = [
  `(?!(?:can|could|will|would) you )${ASKING}*stop`,
  `(?!(?:can|could|will|would) you )${ASKING}+(?:stop|end|finish|quit) (?:this|it)`,
  `(?!(?:can|could|will|would) you )${ASKING}+(?:finish|end|quit) (?:here|now)`,
  `(?:stop )*stop(?: this)?`,
].map(command);

const SPEAKS_OF_ENDING =
  /(?:^| )(?:end|stop|finish|quit|terminate|close|leave|exit|cancel|abort|cut|conclude|ending|stopping|finishing|out|call it|hang|hanging|get off|done|finished|through|do not want)(?: |$)/;

/** Takes a clause without its lead. */
export const endsCall = (clause: string): boolean =>
  SPEAKS_OF_ENDING.test(clause) && ENDS.some((pattern) => pattern.test(clause));

/** Takes a clause without its lead. */
export const endsCallAlone = (clause: string): boolean =>
  SPEAKS_OF_ENDING.test(clause) && ENDS_ALONE.some((pattern) => pattern.test(clause));

/** A greeter may take a farewell for what it is; a persona answers it in its role. */
const LEAVES_GREETER =
  /(?:^| )(?:bye|goodbye|good bye|bye bye|see you|talk to you later|wrong number|hang up|end the call|have to go|need to go|got to go|must go|should go|got to run|have to run|have to hang up|call back later|call again later|call you back|leave me alone|changed my mind|do not want anything|nothing thanks|nothing thank you|nothing today|no thanks|no thank you|done for today|that is all|tschuss|auf wiederhoren|auf wiedersehen|adios|hasta luego|au revoir)(?: |$)|(?:want|like|need|have) to (?:quit|stop|leave|finish)$|^i am not interested$|^not interested$|^(?:stop it|stop this|cancel|forget it|never mind|nothing|nothing please|i am done|quit|exit|stop|done)$/;

export const leavesGreeter = (clause: string): boolean => LEAVES_GREETER.test(clause);
