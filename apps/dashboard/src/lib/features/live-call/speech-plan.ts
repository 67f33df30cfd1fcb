// Who hears and who speaks in a call: decided from what the server offers and what the browser can.
import type { PracticeOptions } from '../../api/types';
import type { CallInput } from './practice-protocol';

/** How a trainee talks; only the first two are the server's `talk`. */
export type TalkMode = 'open' | 'hold' | 'type';

export type ServerAbilities = PracticeOptions;

export type BrowserAbilities = {
  microphone: boolean;
  recognition: boolean;
  voice: boolean;
  /** Here the recogniser and the page cannot have the microphone at once. */
  oneMicrophoneUser: boolean;
};

export type SpeechPlan = {
  talk: TalkMode;
  input: CallInput;
  speech: 'server' | 'browser';
  hearing: 'server' | 'browser' | 'typing';
  voice: 'server' | 'browser' | 'reading';
  /** The page opens the microphone itself. */
  usesMicrophone: boolean;
  /**
   * What stops the persona's voice at once. `words`: the browser's own voice leaves by a way that
   * echo cancellation does not see, so only words that are not the persona's count.
   */
  interruptBy: 'speech' | 'words';
};

export const talkModesOf = (server: ServerAbilities, browser: BrowserAbilities): TalkMode[] =>
  browser.microphone && (server.recognition === 'server' || browser.recognition)
    ? ['open', 'hold', 'type']
    : ['type'];

const voiceOf = (server: ServerAbilities, browser: BrowserAbilities): SpeechPlan['voice'] => {
  if (server.voice !== 'none') {
    return 'server';
  }
  return browser.voice ? 'browser' : 'reading';
};

export const planSpeech = (
  wanted: TalkMode,
  server: ServerAbilities,
  browser: BrowserAbilities,
): SpeechPlan => {
  const talk = talkModesOf(server, browser).includes(wanted) ? wanted : 'type';
  const voice = voiceOf(server, browser);
  const hearing =
    talk === 'type' ? 'typing' : server.recognition === 'server' ? 'server' : 'browser';
  const usesMicrophone =
    hearing === 'server' || (hearing === 'browser' && !browser.oneMicrophoneUser);
  return {
    talk,
    voice,
    hearing,
    usesMicrophone,
    // Typing stays possible while talking.
    input: usesMicrophone ? 'both' : 'text',
    speech: voice === 'server' ? 'server' : 'browser',
    interruptBy: voice === 'browser' && hearing === 'browser' ? 'words' : 'speech',
  };
};

const BRAIN = {
  builtIn:
    'The built-in brain plays the persona: it follows what you say by rules, no language model is set up.',
  model: 'A language model plays the persona.',
};

const HEARING: Record<SpeechPlan['hearing'], string> = {
  server: 'The server turns what you say into text.',
  browser:
    'Your browser turns what you say into text. Chrome and Edge send the sound to their maker for that.',
  typing: 'You type what you say.',
};

const VOICE: Record<SpeechPlan['voice'], string> = {
  server: 'The server speaks for the persona.',
  browser:
    'Your browser speaks for the persona with a voice of its own. Headphones help, so that it does not hear itself.',
  reading: 'No voice is available here: the words appear at the pace of reading.',
};

/** The plan in sentences, for the page to say before the call. */
export const explainPlan = (plan: SpeechPlan, server: ServerAbilities): string[] => [
  server.builtInBrain ? BRAIN.builtIn : BRAIN.model,
  HEARING[plan.hearing],
  plan.voice === 'server' && server.voice === 'built_in'
    ? 'A built-in computer voice speaks for the persona.'
    : VOICE[plan.voice],
];

/** Why talking is not offered, where it is not. */
export const whyTypingOnly = (
  server: ServerAbilities,
  browser: BrowserAbilities,
): string | null => {
  if (talkModesOf(server, browser).length > 1) {
    return null;
  }
  return browser.microphone
    ? 'Neither this server nor your browser can turn speech into text, so you type. Chrome, Edge and Safari can.'
    : 'Your browser gives this page no microphone, so you type.';
};
