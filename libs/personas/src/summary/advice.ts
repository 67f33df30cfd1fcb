import type { Mode } from '../persona.schema';

/** What a passed check says of the trainee ("You ..."), and what a failed one asks for. */
export type Advice = { did: string; next: string };

const cold: Record<string, Advice> = {
  said_name: {
    did: 'said who you are straight away',
    next: 'Say your name in your first sentence.',
  },
  said_company: {
    did: 'said where you call from',
    next: 'Name your company right after your name.',
  },
  gave_reason: {
    did: 'gave a reason for calling this person',
    next: 'Say why you call this person and not any other: one thing you noticed about them.',
  },
  asked_permission: {
    did: 'asked for a moment before going on',
    next: 'Ask for half a minute before you start; people give it to those who ask.',
  },
  asked_before_pitch: {
    did: 'asked before you presented anything',
    next: 'Ask about their work before the first "we help".',
  },
  open_questions: {
    did: 'asked openly and got real answers',
    next: 'Ask at least two questions that begin with how or what, and wait for the answer.',
  },
  follow_ups: {
    did: 'followed up on what you had just heard',
    next: 'Build the next question from a word of the last answer.',
  },
  asked_for_problem: {
    did: 'asked about the problem and what it costs',
    next: 'Ask what the problem costs them before you offer a cure.',
  },
  linked_to_them: {
    did: 'tied your offer to their own words',
    next: 'Open your offer with something they told you.',
  },
  gave_figure: {
    did: 'put a figure on the benefit',
    next: 'Give one figure: from how much to how much.',
  },
  gave_proof: {
    did: 'backed your claim with an example',
    next: 'Name one customer or example instead of an adjective.',
  },
  kept_short: {
    did: 'kept your stretches short',
    next: 'Stop after two sentences and hand the word back.',
  },
  acknowledged: {
    did: 'acknowledged the objection before you answered',
    next: 'Acknowledge an objection before you answer it.',
  },
  clarified: {
    did: 'asked what was behind the objection',
    next: 'Ask what is behind an objection before you answer it.',
  },
  answered_with_evidence: {
    did: 'answered the objection with something specific',
    next: 'Answer an objection with a fact, an example or a commitment, not with reassurance.',
  },
  confirmed: {
    did: 'checked whether your answer was enough',
    next: 'After your answer, ask whether that settles it.',
  },
  talk_share: {
    did: 'shared the talking fairly',
    next: 'Bring your share of the talking between a third and two thirds.',
  },
  did_not_interrupt: {
    did: 'let the other side finish',
    next: 'Let the other side finish; count to one before you answer.',
  },
  took_up_words: {
    did: "took up the other side's own words",
    next: 'Repeat one of their words before you go on; it shows that you heard it.',
  },
  proposed: {
    did: 'proposed a concrete next step',
    next: 'Propose one concrete next step before you hang up.',
  },
  named_day: { did: 'named a day', next: 'Put a day and an hour into the question.' },
  agreed: {
    did: 'got a yes to a day',
    next: 'Earn the yes first: meet one objection, then ask for the day.',
  },
  sealed: {
    did: 'said what you will send',
    next: 'Close by saying what happens next and what you will send.',
  },
  respectful: { did: 'stayed respectful', next: 'Stay respectful, whatever the answer.' },
  thanked: { did: 'thanked them', next: 'Thank them for their time.' },
  said_goodbye: { did: 'ended the call properly', next: 'End with a goodbye of your own.' },
};

const interview: Record<string, Advice> = {
  took_up_question: {
    did: 'answered what was asked',
    next: 'Begin the answer with a word of the question, so that it is seen to be an answer.',
  },
  full_answers: {
    did: 'gave your answers room',
    next: 'Give each answer a scene, a deed and an ending; that takes more than two sentences.',
  },
  not_endless: {
    did: 'found an ending to each answer',
    next: 'Stop after the result; leave the rest for the follow-up.',
  },
  set_scene: { did: 'set the scene', next: 'Start with when and where it happened.' },
  named_task: {
    did: 'said what your task was',
    next: 'Say in one sentence what you were responsible for.',
  },
  named_stakes: {
    did: 'said what made it hard',
    next: 'Say what was difficult about it, or the deed looks easy.',
  },
  own_actions: {
    did: 'named things you did yourself',
    next: 'Name three things you did, each with "I".',
  },
  in_steps: { did: 'told it step by step', next: 'Order the story: first, then, after that.' },
  gave_reasons: {
    did: 'gave reasons for your decisions',
    next: 'Say why you decided so; the reason is what they hire.',
  },
  said_i: {
    did: 'kept your own part visible',
    next: 'Say "I" where it was you; keep "we" for what was shared.',
  },
  named_result: { did: 'told how it ended', next: 'Finish with what came of it.' },
  quantified: {
    did: 'put a figure on the result',
    next: 'Put one number on the result, even a rough one.',
  },
  learned: {
    did: 'said what you took from it',
    next: 'Add one sentence on what you would do differently.',
  },
  named_names: { did: 'named names', next: 'Name the project, the tool or the customer.' },
  used_figures: { did: 'used figures', next: 'Use two figures per story: how many, how long.' },
  real_not_hypothetical: {
    did: 'told what happened instead of what you would do',
    next: 'Answer with one real time, not with what you usually do.',
  },
  gave_motivation: {
    did: 'said why you want this work',
    next: 'Say why this position, with one reason that is yours.',
  },
  asked_question: { did: 'asked about the work', next: 'Bring a question about the work.' },
  asked_twice: {
    did: 'asked more than once',
    next: 'Bring two questions and build one of them from what you heard.',
  },
  few_fillers: {
    did: 'spoke with few fillers',
    next: 'Pause instead of filling; a second of silence sounds like thinking.',
  },
  steady_pace: {
    did: 'kept a steady pace',
    next: 'Bring your pace between 100 and 180 words a minute.',
  },
  courteous: { did: 'were courteous', next: 'Greet and thank the interviewer.' },
};

const small: Record<string, Advice> = {
  greeted: { did: 'greeted first thing', next: 'Greet before anything else.' },
  asked_early: {
    did: 'asked something early',
    next: 'Ask something within your first three turns.',
  },
  more_than_words: {
    did: 'gave more than a word at the start',
    next: 'Give a whole sentence at the start; it hands the other one a topic.',
  },
  asked_openly: { did: 'asked openly', next: 'Ask two questions with how or what.' },
  followed_up: {
    did: 'followed up on what you heard',
    next: 'Ask once more about the same thing before you change the topic.',
  },
  mostly_follow_ups: {
    did: 'stayed with their topics',
    next: 'Let at least every second question be about what was just said.',
  },
  told_something: {
    did: 'gave something of yourself',
    next: 'Tell two small things about yourself.',
  },
  answered_fully: {
    did: 'answered in full sentences',
    next: 'Answer with one detail more than was asked for.',
  },
  asked_back: { did: 'told something and asked back', next: 'After your answer, ask back.' },
  even_words: { did: 'shared the words evenly', next: 'Aim for about half of the words.' },
  no_lecture: { did: 'kept your stories short', next: 'Keep a story under 45 seconds.' },
  let_finish: { did: 'let the other one finish', next: 'Let the other one finish.' },
  took_up: {
    did: "took up the other one's words",
    next: 'React with one of their words before you tell your own story.',
  },
  came_back: {
    did: 'came back to something from earlier',
    next: 'Come back to a detail from the beginning; it shows that you kept it.',
  },
  reacted: { did: 'reacted with feeling', next: 'Let it be heard when something is funny or sad.' },
  gave_reason: { did: 'gave a reason for leaving', next: 'Leave with a reason, however small.' },
  friendly_end: {
    did: 'left with a friendly word',
    next: 'End with a friendly word about the talk.',
  },
  respectful: { did: 'stayed respectful', next: 'Stay kind, also when the talk is dull.' },
};

export const ADVICE: Record<Mode, Readonly<Record<string, Advice>>> = {
  cold_call: cold,
  interview,
  small_talk: small,
};
