import type { Mode } from '@sparline/personas';
import type { CallSessionOptions } from '@sparline/voice';
import type { PinnedPersona } from '../../../personas/personas.service';
import type { Engine } from '../../calls.schemas';

/** What a session of a call is made of, but for what all sessions of the call share. */
export type SceneOptions = Omit<
  CallSessionOptions,
  'clock' | 'sink' | 'talk' | 'recorder' | 'onEvent' | 'onUpdate' | 'onEnded' | 'continues'
>;

/** A part of a call with one partner: first the greeter where nothing was chosen, then a persona. */
export type Scene = {
  engine: Engine;
  /** Null while the greeter talks. */
  persona: PinnedPersona | null;
  options: SceneOptions;
  /** It says its last words at once, uninterrupted, and then `next` comes. */
  monologue?: true;
  /** Who takes over once it has handed over. */
  next?: () => Promise<Scene>;
  /** Lets go of what was reached for a scene that is not played. */
  discard(): void;
};

/** `goesOn`: the call that broke off, where it is to be gone on with. */
export type Choice = { mode: Mode; personaId: string; goesOn?: string };

export type GreeterScene = Scene & {
  /** What was found out, once the greeter hands over. */
  choice(): Choice | null;
  /** False where it was to be asked and nobody said yes. */
  mayRecord(): boolean;
};

/** What a trainee wants to practise after this call. */
export type NextPractice = { mode: Mode; personaId?: string };
