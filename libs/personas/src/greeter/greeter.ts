import type { Random } from '../brain/random';
import { BUILT_IN_CARDS, type DetectedIntent, type PersonaCard, SURE } from '../intent/intent';
import { OFFERED_MODES } from '../intent/ordinals';
import type { Mode } from '../persona.schema';
import { choosePersona } from './choose-persona';
import * as lines from './greeter.lines';
import { isPlainNo, yesOrNo } from './yes-or-no';

/** Where the dialogue stands. Plain data, so that it survives a dropped line. */
export type GreeterState = {
  stage:
    | 'asking_to_record'
    | 'offering_to_go_on'
    | 'choosing'
    | 'confirming'
    | 'offering_small_talk'
    | 'over';
  /** What is to be confirmed. */
  pending?: Choice;
  unclear: number;
  silences: number;
  /** Whether the caller allows a recording; undefined while nobody has asked. */
  recorded?: boolean;
};

/** `goesOn`: with a call that broke off. */
type Choice = { mode: Mode; persona?: string; goesOn?: true };

export type GreeterContext = {
  /** Of a known member; strangers are greeted without. */
  name?: string;
  /** Undefined where nothing limits the call. */
  secondsLeft?: number;
  /** How recording is handled: said, asked first, or not mentioned [not mentioned]. */
  consent?: 'announce' | 'ask' | 'off';
  /** Key of whom the caller talked to when the line broke a moment ago. */
  brokeOff?: string;
  catalogue?: readonly PersonaCard[];
  /** Keys of the personas the caller has had, the latest first. */
  recent?: readonly string[];
  random: Random;
};

export type GreeterInput =
  { type: 'said'; intent: DetectedIntent } | { type: 'key'; digit: string } | { type: 'silence' };

/** What to say and what to do when it has been said. */
export type GreeterStep = { state: GreeterState; say: string } & (
  | { next: 'listen' }
  | { next: 'hand_over'; mode: Mode; persona: PersonaCard; goesOn?: true }
  | { next: 'end'; reason: 'wished' | 'silence' | 'nobody' }
);

const UNCLEAR_UNTIL_EXPLAINED = 2;
const SILENCES_UNTIL_END = 3;

/** The first words of a call in which nobody has chosen yet. */
export const greet = (context: Omit<GreeterContext, 'random'>): GreeterStep => {
  const { name, consent = 'off' } = context;
  const state = { unclear: 0, silences: 0 };
  const hello = lines.hello(name);
  if (consent === 'ask') {
    return listen({ ...state, stage: 'asking_to_record' }, `${hello} ${lines.MAY_RECORD}`);
  }
  const said = consent === 'announce' ? ` ${lines.RECORDED}` : '';
  const before = catalogueOf(context).find(({ key }) => key === context.brokeOff);
  if (before) {
    const pending: Choice = { mode: before.mode, persona: before.key, goesOn: true };
    const question = lines.shallWeGoOn(name, before);
    return listen({ ...state, stage: 'offering_to_go_on', pending }, `${question}${said}`);
  }
  return listen({ ...state, stage: 'choosing' }, `${hello}${said} ${lines.QUESTION}`);
};

/** The next step of the dialogue: pure, and whatever is said it leads to a persona or an end. */
export const continueGreeting = (
  state: GreeterState,
  input: GreeterInput,
  context: GreeterContext,
): GreeterStep => {
  if (input.type === 'silence') return onSilence(state);
  const heard = { ...state, silences: 0 };
  if (input.type === 'key') return onKey(heard, input.digit, context);
  return onSaid(heard, input.intent, context);
};

const onSilence = (state: GreeterState): GreeterStep => {
  const silences = state.silences + 1;
  if (silences >= SILENCES_UNTIL_END) {
    return end({ ...state, silences }, lines.NOBODY_THERE, 'silence');
  }
  if (state.stage === 'asking_to_record') return listen({ ...state, silences }, lines.MAY_RECORD);
  return listen({ ...state, stage: 'choosing', silences }, lines.STILL_THERE);
};

const onKey = (state: GreeterState, digit: string, context: GreeterContext): GreeterStep => {
  const mode = OFFERED_MODES[Number(digit) - 1];
  return mode ? handOver(state, { mode }, context) : onUnclear(state, context);
};

const onSaid = (
  state: GreeterState,
  intent: DetectedIntent,
  context: GreeterContext,
): GreeterStep => {
  if (state.stage === 'asking_to_record') return onConsent(state, intent, context);
  if (intent.intent === 'time_left') {
    return listen(state, `${lines.timeLeft(context.secondsLeft)} ${lines.QUESTION}`);
  }
  if (state.stage !== 'choosing' && isPlainNo(intent.phrase)) return onNo(state, context);
  if (intent.intent === 'end_call') return end(state, lines.GOODBYE, 'wished');
  const choice = choiceOf(intent);
  if (choice && intent.confidence >= SURE) return handOver(state, choice, context);
  const answer = answerTo(state, intent.phrase);
  if (answer) return handOver(state, answer, context);
  if (yesOrNo(intent.phrase) === 'no' && !choice) return onNo(state, context);
  return choice ? confirm(state, choice, context) : onUnclear(state, context);
};

const choiceOf = (intent: DetectedIntent): Choice | undefined => {
  if (intent.intent === 'switch') return { mode: intent.mode, persona: intent.persona };
  const mode = OFFERED_MODES.find((offered) => offered === intent.intent);
  return mode && { mode, persona: intent.persona };
};

/** Nothing but a yes is one; an answer that says what to practise as well is not asked again. */
const onConsent = (
  state: GreeterState,
  intent: DetectedIntent,
  context: GreeterContext,
): GreeterStep => {
  const answer = yesOrNo(intent.phrase);
  if (answer === undefined && state.unclear === 0 && intent.intent !== 'end_call') {
    return listen({ ...state, unclear: 1 }, lines.MAY_RECORD_AGAIN);
  }
  const recorded = answer === 'yes';
  const asked: GreeterState = { ...state, stage: 'choosing', unclear: 0, recorded };
  const choice = choiceOf(intent);
  if (intent.intent === 'end_call' || (choice && intent.confidence >= SURE)) {
    return onSaid(asked, intent, context);
  }
  return listen(asked, recorded ? lines.RECORDING : lines.NOT_RECORDING);
};

/** What a yes stands for, if something was asked that it can answer. */
const answerTo = (state: GreeterState, phrase: string): Choice | undefined => {
  if (yesOrNo(phrase) !== 'yes') return undefined;
  if (state.stage === 'confirming' || state.stage === 'offering_to_go_on') return state.pending;
  return state.stage === 'offering_small_talk' ? { mode: 'small_talk' } : undefined;
};

const confirm = (state: GreeterState, pending: Choice, context: GreeterContext): GreeterStep => {
  const persona = catalogueOf(context).find(({ key }) => key === pending.persona);
  const unclear = state.unclear + 1;
  if (unclear > UNCLEAR_UNTIL_EXPLAINED) return handOver(state, pending, context);
  return listen(
    { ...state, stage: 'confirming', pending, unclear },
    lines.didYouMean(pending.mode, persona),
  );
};

/** A no to a question of ours asks again; out of the blue it is as unclear as anything else. */
const onNo = (state: GreeterState, context: GreeterContext): GreeterStep =>
  state.stage === 'choosing'
    ? onUnclear(state, context)
    : listen({ ...state, stage: 'choosing', pending: undefined }, lines.ANYTHING_ELSE);

const onUnclear = (state: GreeterState, context: GreeterContext): GreeterStep => {
  const unclear = state.unclear + 1;
  if (unclear > UNCLEAR_UNTIL_EXPLAINED) return handOver(state, { mode: 'small_talk' }, context);
  const next = { ...state, unclear, pending: undefined };
  if (unclear < UNCLEAR_UNTIL_EXPLAINED) {
    return listen({ ...next, stage: 'choosing' }, lines.ASK_AGAIN);
  }
  return listen({ ...next, stage: 'offering_small_talk' }, lines.EXPLAIN);
};

const handOver = (state: GreeterState, choice: Choice, context: GreeterContext): GreeterStep => {
  const catalogue = catalogueOf(context);
  const { mode, persona: asked, goesOn } = choice;
  const { recent = [], random } = context;
  const persona = choosePersona({ mode, asked, catalogue, recent, random });
  if (persona) {
    return {
      state: { ...state, stage: 'over', pending: undefined },
      say: goesOn
        ? lines.goingOn(persona)
        : lines.handingOver(mode, persona, persona.key === asked),
      next: 'hand_over',
      mode,
      persona,
      ...(goesOn ? { goesOn } : {}),
    };
  }
  if (catalogue.length === 0 || state.unclear > UNCLEAR_UNTIL_EXPLAINED) {
    return end(state, lines.NOBODY_AT_ALL, 'nobody');
  }
  return listen(
    { ...state, stage: 'choosing', pending: undefined, unclear: state.unclear + 1 },
    lines.nobodyFor(mode),
  );
};

const catalogueOf = ({
  catalogue = BUILT_IN_CARDS,
}: Pick<GreeterContext, 'catalogue'>): readonly PersonaCard[] => catalogue;

const listen = (state: GreeterState, say: string): GreeterStep => ({ state, say, next: 'listen' });

const end = (
  state: GreeterState,
  say: string,
  reason: 'wished' | 'silence' | 'nobody',
): GreeterStep => ({
  state: { ...state, stage: 'over', pending: undefined },
  say,
  next: 'end',
  reason,
});
