import type { PersonaDefinition } from '../persona.schema';
import { alex } from './alex.persona';
import { david } from './david.persona';
import { james } from './james.persona';
import { lisa } from './lisa.persona';
import { maria } from './maria.persona';
import { rachel } from './rachel.persona';
import { robert } from './robert.persona';
import { sarah } from './sarah.persona';

export type BuiltInPersona = { readonly key: string; readonly definition: PersonaDefinition };

/** What a new organization starts with; keys are stable, definitions may be edited afterwards. */
export const BUILT_IN_PERSONAS: readonly BuiltInPersona[] = [
  { key: 'sarah', definition: sarah },
  { key: 'david', definition: david },
  { key: 'maria', definition: maria },
  { key: 'james', definition: james },
  { key: 'lisa', definition: lisa },
  { key: 'robert', definition: robert },
  { key: 'rachel', definition: rachel },
  { key: 'alex', definition: alex },
];
