import type { PersonaDefinition, Realism } from '@sparline/personas';
import type { Persona } from '../../../api/types';
import { obstaclesIn, realismOf } from '../../realism/obstacles';

/** What an author may change, without what the server keeps beside it. */
export const definitionOf = (persona: Persona): PersonaDefinition => {
  const { id, version, builtIn, createdAt, updatedAt, ...definition } = persona;
  void [id, version, builtIn, createdAt, updatedAt];
  return { ...definition, realism: reached(definition) };
};

const reached = ({ realism, mode }: PersonaDefinition): Realism =>
  realismOf(obstaclesIn(realism, { mode }));

const filled = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter((line) => line !== '');

/**
 * Rows left empty are no mistake: they go, so that the rows on the page match what is judged and sent.
 * So does what the persona cannot have, as a gatekeeper outside of cold calls.
 */
export const tidied = (definition: PersonaDefinition): PersonaDefinition => ({
  ...definition,
  styles: filled(definition.styles),
  openings: filled(definition.openings),
  questions: filled(definition.questions),
  challenges: definition.challenges.map((challenge) => ({
    ...challenge,
    lines: filled(challenge.lines),
    concessions: filled(challenge.concessions),
  })),
  hiddenNeeds: definition.hiddenNeeds.map((need) => ({ ...need, cues: filled(need.cues) })),
  speech: {
    ...definition.speech,
    fillers: filled(definition.speech.fillers),
    acknowledgements: filled(definition.speech.acknowledgements),
  },
  realism: reached(definition),
});
