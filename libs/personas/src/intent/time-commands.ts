import { command } from './command-frames';

const AMOUNT =
  '(?:practice |talk |talking |call |calling |speaking |phone |free )?(?:time|minutes|seconds|credit|credits|balance)';
const KNOW =
  '(?:(?:can|could|would|will) you (?:please |just |quickly )?(?:tell me|check|say|let me know|see|show me) |tell me |check |show me |let me know |do you know |please |i (?:would like|want|need) to (?:know|check|ask) |remind me )?';
const LEFT = '(?:left|remaining|left over|still|to go|available)';
const HAVE =
  '(?:do i (?:still )?have|have i(?: still)?(?: got)?|i (?:still )?have(?: got)?|i (?:still )?got|did i have)';
const HERE =
  '(?:on|in|for|of) (?:this|the|my|our) (?:practice |training |coaching |phone )?(?:call|account|session|practice|line|role play|exercise|plan)';

/** Clauses that ask for the caller's own remaining time; "your time" and a project's never match. */
const ASKS_TIME: readonly RegExp[] = [
  `${KNOW}how (?:much|many) (?:more )?${AMOUNT} ${HAVE}(?: got)? ${LEFT}`,
  `${KNOW}how (?:much|many) (?:more )?${AMOUNT} (?:do i still have|have i still got|i still have)`,
  `${KNOW}how (?:much|many) (?:more )?${AMOUNT} (?:is|are) (?:there |still )?${LEFT}`,
  `${KNOW}how (?:much|many) (?:more )?${AMOUNT} (?:do we (?:still )?have|have we (?:still )?got|we (?:still )?have) (?:left|remaining)`,
  `${KNOW}how (?:much|many) (?:more )?${AMOUNT} ${HAVE}(?: left| remaining)? ${HERE}`,
  `${KNOW}how (?:much longer|long) ${HAVE} (?:left|remaining|to go|${HERE})`,
  `${KNOW}how (?:much|many) (?:more )?${AMOUNT} ${LEFT}`,
  `${KNOW}how many more ${AMOUNT} ${HAVE}`,
  `${KNOW}how (?:much|many) of my ${AMOUNT} (?:is|are) left`,
  `${KNOW}what is (?:my|the) ${AMOUNT} (?:left|remaining)(?: ${HERE})?`,
  `${KNOW}how much longer (?:${HAVE}|(?:can|may) (?:i|we) (?:talk|speak|practice|go on|continue|keep going))`,
  `${KNOW}(?:what is |what are |how is |the )?my (?:remaining|left over|current) ${AMOUNT}`,
  `${KNOW}(?:what is |the )?(?:my )?(?:minute|minutes|time|call) balance`,
  `${KNOW}what (?:${AMOUNT} )?(?:is|have i got|do i have) left (?:on|in) my (?:account|plan|balance)`,
  `${KNOW}what (?:time|minutes) (?:do i have|have i got) left`,
  `(?:do i|have i) (?:still )?(?:have|got) (?:any |enough |some |much |many )?(?:more )?${AMOUNT} (?:left|remaining)`,
  `(?:is|are) there (?:any |some |much )?(?:more )?${AMOUNT} (?:left|remaining) (?:${HERE}|for me)`,
  `(?:am i|are we) (?:almost |nearly |already )?(?:running out|running low|running short|out|low|short) (?:of|on) (?:my )?(?:practice |call |free )?(?:minutes|credits?|practice time|call time)`,
  `(?:is|are) my ${AMOUNT} (?:almost |nearly |already )?(?:up|over|gone|used up|finished)`,
  `(?:when|how soon) (?:does|do|will|is|are) my ${AMOUNT} (?:run|running|going to run|end) ?(?:out|up)?`,
  `how (?:long|many minutes|much time) (?:is it )?(?:until|till|before) (?:this|the|my) (?:practice |training )?(?:call|session|time|practice) (?:ends|is over|runs out|is up|finishes)`,
  `(?:time|minutes) (?:left|remaining)`,
  `remaining (?:time|minutes)`,
].map(command);

const SPEAKS_OF_TIME = /(?:time|minutes|seconds|credits?|balance|long|longer)(?: |$)/;

/** Takes a clause without its lead, as the other commands do. */
export const asksTime = (clause: string): boolean =>
  SPEAKS_OF_TIME.test(clause) && ASKS_TIME.some((pattern) => pattern.test(clause));

/** What may be asked of a greeter, who has no minutes of a customer's to talk about. */
const ASKS_GREETER_TIME =
  /how (?:much|many) (?:more )?(?:time|minutes|credit)|how (?:long|much longer) (?:can|do|have|may|could) (?:i|we)|(?:minutes|time|credit) (?:do i|have i|i) (?:have|got)|(?:minutes|time) (?:left|remaining)|do i (?:still )?have (?:any |enough |some )?(?:time|minutes)|left (?:on|in) my (?:account|plan|balance)|(?:remaining|my) (?:minutes|time|balance|credit)|wie viel zeit|wie viele minuten|cuanto tiempo|combien de temps/;

export const asksGreeterTime = (clause: string): boolean => ASKS_GREETER_TIME.test(clause);
