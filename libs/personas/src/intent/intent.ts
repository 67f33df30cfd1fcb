import { BUILT_IN_PERSONAS } from '../catalog/built-in-personas';
import type { Mode } from '../persona.schema';

export const INTENT_NAMES = [
  'cold_call',
  'interview',
  'small_talk',
  'time_left',
  'end_call',
  'switch',
  'none',
] as const;
export type IntentName = (typeof INTENT_NAMES)[number];

/** What somebody wants; `switch` always says to which mode. */
export type Wish = {
  /** Key of the persona that was asked for, as the catalogue gives it. */
  persona?: string;
  /** 0 to 1. Below `SURE` it is a guess that a model, or a question back, should settle. */
  confidence: number;
} & ({ intent: Exclude<IntentName, 'switch'> } | { intent: 'switch'; mode: Mode });

export type DetectedIntent = Wish & { phrase: string; by: 'rules' | 'model' };

/** From here on the rules do not need a second opinion. */
export const SURE = 0.7;

/** Whom a caller may ask for. */
export type PersonaCard = {
  /** Whatever the catalogue knows the persona by: a built-in key, a row's id. */
  key: string;
  name: string;
  title: string;
  mode: Mode;
};

export const BUILT_IN_CARDS: readonly PersonaCard[] = BUILT_IN_PERSONAS.map(
  ({ key, definition: { name, title, mode } }) => ({ key, name, title, mode }),
);

export type IntentOptions = {
  /** Said inside a role-play, where only commands count. */
  inCall?: boolean;
  /** Defaults to the built-in personas. Keep one array per catalogue: its index is kept with it. */
  catalogue?: readonly PersonaCard[];
};
