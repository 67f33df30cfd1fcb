import { plainName } from '../prompt/fence';
import { speechWords } from '../intent/speech-words';

/** Where the gatekeeper stands. Plain data. */
export type GatekeeperState = {
  /** What was asked for already. */
  asked: readonly ('name' | 'matter')[];
  knowsName: boolean;
  knowsMatter: boolean;
  turns: number;
};

export type GatekeeperStep = {
  state: GatekeeperState;
  say: string;
  next: 'listen' | 'put_through' | 'hang_up';
};

/** Whom they keep. */
export type Kept = { name: string; title: string };

/** After so many answers even a vague caller is put through: it is the persona who is to be practised with. */
const PATIENCE = 3;
/** A reason takes some words to say. */
const MATTER_WORDS = 7;
const SAYS_NAME =
  /\b(?:this is|my name is|my name's|i am|it is|speaking is|here is|calling from)\b/;
const SAYS_MATTER =
  /\b(?:about|regarding|because|concerning|reason|help|helps|calling to|follow up|following up|meeting|appointment|expecting|returning|offer|invoice|invoices|software|service|question)\b/;
const TURNS_RUDE = /\b(?:shut up|idiot|stupid|fuck|fucking|none of your business|damn you)\b/;
const LEAVES = /^(?:good ?bye|bye|never mind|forget it|i will call back)\b/;

const firstName = ({ name }: Kept): string => plainName(name).split(' ')[0] ?? '';

/** The first words when somebody else than the one who was called picks up. */
export const gatekeeperOpens = (kept: Kept): GatekeeperStep => ({
  state: { asked: [], knowsName: false, knowsMatter: false, turns: 0 },
  say: `Good morning, ${plainName(kept.name)}'s office. How can I help you?`,
  next: 'listen',
});

/**
 * One answer of the caller: who they are and what it is about is wanted before anybody is disturbed,
 * each is asked for once, and rudeness ends the call. Pure, and it comes to an end whatever is said.
 */
export const gatekeeperHears = (
  state: GatekeeperState,
  said: string,
  kept: Kept,
): GatekeeperStep => {
  const words = speechWords(said).filter((word) => word !== ',');
  const text = words.join(' ');
  const turns = state.turns + 1;
  if (TURNS_RUDE.test(text)) {
    return {
      state: { ...state, turns },
      say: 'I do not have to listen to this. Goodbye.',
      next: 'hang_up',
    };
  }
  if (LEAVES.test(text)) {
    return { state: { ...state, turns }, say: 'All right. Goodbye.', next: 'hang_up' };
  }
  const knowsName = state.knowsName || SAYS_NAME.test(text);
  const knowsMatter = state.knowsMatter || (words.length >= MATTER_WORDS && SAYS_MATTER.test(text));
  const heard = { ...state, knowsName, knowsMatter, turns };
  if ((knowsName && knowsMatter) || turns >= PATIENCE) {
    return { state: heard, say: putsThrough(heard, kept), next: 'put_through' };
  }
  const missing = knowsName ? 'matter' : 'name';
  return {
    state: { ...heard, asked: [...heard.asked, missing] },
    say: missing === 'name' ? asksName(kept) : asksMatter(state, kept),
    next: 'listen',
  };
};

const asksName = (kept: Kept): string =>
  `${firstName(kept)} is in the middle of something. Who is calling, please?`;

const asksMatter = ({ asked }: GatekeeperState, kept: Kept): string =>
  asked.includes('matter')
    ? 'I still need a reason to interrupt. What exactly is it about?'
    : `And what is it about? ${firstName(kept)} gets a lot of calls.`;

const putsThrough = ({ knowsName, knowsMatter }: GatekeeperState, kept: Kept): string =>
  knowsName && knowsMatter
    ? `One moment, I will see whether ${firstName(kept)} can talk.`
    : `Well, I will try. But keep it short with ${firstName(kept)}.`;
