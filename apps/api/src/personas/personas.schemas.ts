import { Mode, PersonaDefinition, Realism } from '@sparline/personas';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../platform/http/page.schemas';

export const Persona = PersonaDefinition.extend({
  id: z.uuid(),
  version: z.number().int().min(1),
  builtIn: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Persona = z.infer<typeof Persona>;

/** What lists and calls show. */
export const PersonaCard = z.object({
  id: z.uuid(),
  version: z.number().int(),
  name: z.string(),
  title: z.string(),
  mode: Mode,
  tagline: z.string(),
  voice: z.string(),
  styles: z.array(z.string()),
  /** Topics alone: what the persona will say about them is for the call. */
  challenges: z.array(z.string()),
  /** What is in the way of reaching them, unless a call asks for something else. */
  realism: Realism.optional(),
  builtIn: z.boolean(),
});
export type PersonaCard = z.infer<typeof PersonaCard>;

export const ListPersonas = PageQuery.extend({
  q: z.string().trim().max(120).optional(),
  mode: Mode.optional(),
  sort: z.enum(['name', '-updatedAt']).default('name'),
});
export type ListPersonas = z.infer<typeof ListPersonas>;
export const PersonaPage = pageOf(PersonaCard);

export const CreatePersona = PersonaDefinition;
/** `version` is the one the editor started from; a newer one answers `personas.changed_meanwhile`. */
export const UpdatePersona = PersonaDefinition.partial().extend({
  // A default would empty what the request leaves out.
  hiddenNeeds: PersonaDefinition.shape.hiddenNeeds.unwrap().optional(),
  questions: PersonaDefinition.shape.questions.unwrap().optional(),
  version: z.number().int().min(1).optional(),
  /** Null: as usual for the mode, and nothing in the way. */
  turnTaking: PersonaDefinition.shape.turnTaking.nullable(),
  realism: PersonaDefinition.shape.realism.nullable(),
});
export type UpdatePersona = z.infer<typeof UpdatePersona>;

export const PersonaVersion = z.object({
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string().nullable(),
  definition: PersonaDefinition,
});
export type PersonaVersion = z.infer<typeof PersonaVersion>;

export class PersonaDto extends createZodDto(Persona) {}
export class PersonaPageDto extends createZodDto(PersonaPage) {}
export class ListPersonasDto extends createZodDto(ListPersonas) {}
export class CreatePersonaDto extends createZodDto(CreatePersona) {}
export class UpdatePersonaDto extends createZodDto(UpdatePersona) {}
export const RestorePersona = z.object({ version: z.number().int().min(1) });

export class RestorePersonaDto extends createZodDto(RestorePersona) {}
export class PersonaVersionDto extends createZodDto(PersonaVersion) {}
