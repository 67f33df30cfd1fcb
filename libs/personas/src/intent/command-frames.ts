// What may stand around a command without changing it. A command is recognised only when its
// clause holds nothing else: inside a role-play every further word makes it talk about something.

const alternatives = (text: string): string =>
  `(?:${text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .join('|')})`;

/** Any number of these before a command. */
const LEAD = alternatives(`
  okay, so, but, and, well, actually, sorry, i am (?:really |so |very )?sorry, excuse me, pardon, wait, hold on, hang on, please, now, then, also, just, anyway, maybe, perhaps, listen, look, hey, hi, hello
  one (?:second|sec|moment|minute), just a (?:second|sec|moment|minute), (?:a |one )?quick(?:ly)? question, i have (?:a|one) (?:quick )?question, right, all right, alright, yes, no, oh, great, good, fine, cool, thanks, thank you
  by the way, before (?:i|we) (?:go on|continue|start|carry on), out of character, (?:i am )?stepping out(?: of (?:character|role))?, pause(?: the (?:role play|practice|call|session))?, time out, you know what, i think(?! (?:we|i) should), i guess, i was (?:just )?wondering, i wonder, if
  out of curiosity, just out of character, that is (?:enough|it)(?: for (?:today|now))?, enough(?: of this)?, i have had enough(?: of this)?, this is (?:enough|not working|too hard), never mind, coach, computer, sparline, system, let me ask, can i (?:just )?ask, may i ask, on second thoughts?, i changed my mind, i do not want to do this any ?more
`);

/** Any number of these after it. */
const TAIL = alternatives(`
  please, now, right now, here, today, tonight, for (?:today|now|me), instead, then, thanks, thank you, at the moment, currently, yet, already, if (?:that is |it is )?(?:possible|okay|all right|alright), if i may, by the way, again, exactly, roughly, actually, out of interest
  (?:on|in|for|of|with|during) (?:this|the|my|our|today s) (?:practice |training |coaching |phone )?(?:call|account|session|practice|line|role play|exercise|plan|simulation), to practice, practicing, with you, mate, sorry, just to know, before (?:it|this|the call|we) (?:ends?|is over|stops?|get cut off), do you know
`);

/** "I would like to", "can we", "let us": how a wish is put. */
export const ASKING = `(?:(?:i (?:would|d) (?:really )?(?:like|love|prefer)(?: it)?(?: if we could)?(?: to)?|i (?:would |had )?rather|i (?:really )?(?:want|need|wish|have)(?: to)?|i am going to|i prefer to|i think (?:we|i) should|let us|let me|(?:can|could|may|shall|might) (?:we|i|you|us)(?: please| just| maybe| perhaps| now)*|(?:will|would) you|would it be possible to|is it possible to|is it okay to|would you mind|do you mind if (?:we|i)|time to|it is time to|how about we|what if we|why do not we|please)(?: please| just| maybe| now)* )`;

const LEADS = new RegExp(`^(?:${LEAD} )+`);

/** A clause from where it begins to say something. */
export const withoutLead = (clause: string): string => clause.replace(LEADS, '');

/** A pattern for a whole clause without its lead: the command, tails, and nothing besides. */
export const command = (core: string): RegExp => new RegExp(`^${core}(?: ${TAIL})*$`);

/** Nothing but what goes around a command. */
export const ONLY_FRAME = new RegExp(`^(?:(?:${LEAD}|${TAIL})(?: |$))+$`);
