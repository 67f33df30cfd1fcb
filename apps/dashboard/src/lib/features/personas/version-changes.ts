import type { PersonaDefinition } from '@sparline/personas';
import { obstaclesIn } from '../realism/obstacles';

const NAMES: Record<keyof PersonaDefinition, string> = {
  name: 'name',
  title: 'title',
  mode: 'mode',
  tagline: 'tagline',
  background: 'background',
  voice: 'voice',
  voiceDescription: 'voice description',
  styles: 'styles',
  openings: 'opening lines',
  challenges: 'challenges',
  hiddenNeeds: 'hidden needs',
  questions: 'questions',
  speech: 'manner of speech',
  knobs: 'temperament',
  turnTaking: 'turn-taking',
  realism: 'how to reach them',
};

/** What an author changed between two versions, in words. */
export const changedParts = (before: PersonaDefinition, after: PersonaDefinition): string[] =>
  (Object.keys(NAMES) as (keyof PersonaDefinition)[])
    .filter((key) => stable(part(before, key)) !== stable(part(after, key)))
    .map((key) => NAMES[key]);

/** Nothing in the way may be written in several ways. */
const part = (definition: PersonaDefinition, key: keyof PersonaDefinition): unknown =>
  key === 'realism' ? obstaclesIn(definition.realism, definition) : definition[key];

/** The database keeps no order of keys. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.localeCompare(b)))
      : part,
  );
