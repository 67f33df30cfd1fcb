import type { Random } from '../brain/random';
import type { PersonaCard } from '../intent/intent';
import type { Mode } from '../persona.schema';

export type PersonaChoice = {
  mode: Mode;
  /** Key of the persona that was asked for; ignored when the catalogue has it not, or not in this mode. */
  asked?: string;
  catalogue: readonly PersonaCard[];
  /** Keys of whom the caller has had, the latest first. */
  recent: readonly string[];
  random: Random;
};

/**
 * Who takes the call: the one asked for, else one the caller has not had lately, else the one they
 * have not had for longest. Undefined when nobody practises this mode.
 */
export const choosePersona = ({
  mode,
  asked,
  catalogue,
  recent,
  random,
}: PersonaChoice): PersonaCard | undefined => {
  const candidates = catalogue.filter((card) => card.mode === mode);
  const wanted = candidates.find(({ key }) => key === asked);
  if (wanted) return wanted;
  const fresh = candidates.filter(({ key }) => !recent.includes(key));
  if (fresh.length > 0) {
    return fresh[Math.min(Math.floor(random() * fresh.length), fresh.length - 1)];
  }
  return candidates.reduce<PersonaCard | undefined>(
    (longest, card) =>
      longest && recent.indexOf(longest.key) >= recent.indexOf(card.key) ? longest : card,
    undefined,
  );
};
