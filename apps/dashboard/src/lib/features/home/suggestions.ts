import type { CallListItem, Mode, PersonaCard } from '$lib/api/types';

type Known = Pick<PersonaCard, 'id' | 'mode'>;
type Past = {
  persona: Pick<NonNullable<CallListItem['persona']>, 'id'> | null;
  startedAt: string;
};

const MODES: readonly Mode[] = ['cold_call', 'interview', 'small_talk'];

/** One persona per mode: someone not met yet, or else whoever was met longest ago. */
export const suggestPersonas = <Persona extends Known>(
  personas: readonly Persona[],
  calls: readonly Past[],
): Persona[] => {
  const lastMet = new Map<string, string>();
  for (const { persona, startedAt } of calls) {
    if (persona && startedAt > (lastMet.get(persona.id) ?? '')) {
      lastMet.set(persona.id, startedAt);
    }
  }
  const met = ({ id }: Known) => lastMet.get(id) ?? '';
  return MODES.flatMap((mode) =>
    personas
      .filter((persona) => persona.mode === mode)
      .sort((a, b) => met(a).localeCompare(met(b)))
      .slice(0, 1),
  );
};
