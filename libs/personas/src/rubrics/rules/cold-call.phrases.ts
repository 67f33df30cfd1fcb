import { phrases } from '../../brain/lexicon';

// How the rules recognise what they look for; phrases as in a folded text.

export const REASONS = phrases(`
  calling because, calling you because, reason i am calling, reason for my call,
  reason for the call, reason i called, i noticed, i saw, i read, calling about, i came across,
  i am calling to, i was looking at, i heard that
`);

export const OWNS_UP = phrases(`
  cold call, out of the blue, not expecting, sorry to interrupt, i know i am interrupting
`);

export const PAIN = phrases(`
  cost you, costs you, what happens if, what happens when, goal, goals, priority, priorities,
  impact, wish, trouble, hurt, hurts, goes wrong, would change, matter, matters
`);

export const OFFER_WORDS = phrases(`
  we, our, us, i
`);

export const PROOFS = phrases(`
  for example, for instance, customer, customers, client of ours, a company like,
  companies like, another agency, an agency, a company, reference, case study, measured,
  report, one of our, pilot
`);

export const CONFIRMS = phrases(`
  does that help, does that answer, does that make sense, how does that sound, does that sound,
  would that work, would that help, is that fair, does that settle, would that be enough,
  does that address, what do you think, make sense to you
`);

/** How a buyer's reservation sounds, whatever it is about. */
export const OBJECTION_SIGNS = phrases(`
  budget, frozen, freeze, expensive, cost, money, price, already have, we already, already use,
  last time, the last, no time, not interested, send me an email, how is this different,
  any different, who sets, security, prove, proof, contract, locked, why would, how long,
  not sure, risk, cfo, approve, sign, one more, another, never, nobody, busy, changes, change,
  justify, integration, integrate, what happens, who, where is, not the first, minutes, before
`);

export const YIELDS = phrases(`
  okay, yes, sure, deal, agreed, works, very well, fine, all right, suits, let us do,
  i could do, sounds good, is possible, see you
`);

export const HOLDS_BACK = phrases(`
  not yet, premature, before we, before i, not there, too early, i would not, a reason, pushed,
  not interested, no thanks, no thank you
`);

export const SEALS = phrases(`
  i will send, send you, invite, invitation, see you, talk to you, speak then, confirmed,
  looking forward, look forward, so we said, to sum up, you will get, you will receive
`);

export const THANKS = phrases(`
  thank you, thanks, appreciate
`);
