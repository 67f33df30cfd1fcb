import {
  BUILT_IN_PERSONAS,
  type Mode,
  type PersonaCard as Choosable,
  type PersonaDefinition,
} from '@sparline/personas';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../auth/actor';
import { may } from '../auth/permissions';
import { decodeCursor, encodeCursor } from '../platform/http/cursor';
import type { Page } from '../platform/http/page.schemas';
import type { PersonaEntity } from './persona.entity';
import { PersonaRepository } from './persona.repository';
import { PersonaVersionRepository } from './persona-version.repository';
import {
  personaChangedMeanwhile,
  personaNotFound,
  personaVersionNotFound,
} from './personas.errors';
import {
  type ListPersonas,
  type Persona,
  type PersonaCard,
  type PersonaVersion,
  type UpdatePersona,
} from './personas.schemas';

const Cursor = z.object({ value: z.string(), id: z.uuid() });

/** What a call pins. */
export type PinnedPersona = { id: string; version: number; definition: PersonaDefinition };

@Injectable()
export class PersonasService {
  constructor(
    private readonly personas: PersonaRepository,
    private readonly versions: PersonaVersionRepository,
  ) {}

  async page(actor: Actor, query: ListPersonas): Promise<Page<PersonaCard>> {
    const rows = await this.personas.page(actor.organizationId, {
      ...query,
      limit: query.limit + 1,
      after: query.cursor === undefined ? undefined : decodeCursor(query.cursor, Cursor),
    });
    const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
    return {
      items: rows.slice(0, query.limit).map(toCard),
      nextCursor: last ? encodeCursor(positionOf(last, query.sort)) : null,
    };
  }

  async get(actor: Actor, id: string): Promise<Persona> {
    const persona = toPersona(await this.mustFind(actor.organizationId, id));
    return may(actor.role, 'call:read_all') ? persona : { ...persona, hiddenNeeds: [] };
  }

  async create(actor: Actor, definition: PersonaDefinition): Promise<Persona> {
    const id = randomUUID();
    await this.personas.insert(actor.organizationId, {
      id,
      builtInKey: null,
      definition,
      createdBy: actor.memberId,
    });
    return this.get(actor, id);
  }

  async update(actor: Actor, id: string, change: UpdatePersona): Promise<Persona> {
    const { version, ...fields } = change;
    const current = await this.mustFind(actor.organizationId, id);
    if (version !== undefined && version !== current.version) {
      throw personaChangedMeanwhile(current.version);
    }
    return this.save(actor, current, changed(current.definition, fields));
  }

  async restore(actor: Actor, id: string, version: number): Promise<Persona> {
    const current = await this.mustFind(actor.organizationId, id);
    const old = await this.versions.find(actor.organizationId, id, version);
    if (!old) throw personaVersionNotFound();
    return this.save(actor, current, old.definition);
  }

  async delete(actor: Actor, id: string): Promise<void> {
    if (!(await this.personas.markDeleted(actor.organizationId, id))) throw personaNotFound();
  }

  async listVersions(actor: Actor, id: string): Promise<PersonaVersion[]> {
    await this.mustFind(actor.organizationId, id);
    const rows = await this.versions.list(actor.organizationId, id);
    return rows.map((row) => ({
      version: row.version,
      createdAt: row.createdAt.toISOString(),
      createdBy: row.createdBy,
      definition: row.definition,
    }));
  }

  /** The persona asked for, or any of the mode; a call runs with exactly this version. */
  async pin(
    organizationId: string,
    choice: { personaId?: string; mode?: Mode },
  ): Promise<PinnedPersona> {
    const row = choice.personaId
      ? await this.personas.find(organizationId, choice.personaId)
      : pickAny(
          await this.personas.page(organizationId, { mode: choice.mode, sort: 'name', limit: 100 }),
        );
    if (!row) throw personaNotFound();
    return { id: row.id, version: row.version, definition: row.definition };
  }

  /** Whom somebody may ask for, by id. */
  async cards(organizationId: string): Promise<readonly Choosable[]> {
    return this.personas.cards(organizationId);
  }

  /** One of the catalogue's, unless an admin deleted it. */
  async pinBuiltIn(organizationId: string, key: string): Promise<PinnedPersona | undefined> {
    const id = (await this.personas.idsByKey(organizationId)).get(key);
    const row = id ? await this.personas.find(organizationId, id) : undefined;
    return row && { id: row.id, version: row.version, definition: row.definition };
  }

  /** What a finished call ran with. */
  async definitionOf(
    organizationId: string,
    id: string,
    version: number,
  ): Promise<PersonaDefinition | undefined> {
    return (await this.versions.find(organizationId, id, version))?.definition;
  }

  /** Adds the catalogue's personas that the organization does not have yet; deleted ones stay deleted. */
  async ensureBuiltIn(organizationId: string): Promise<void> {
    const present = await this.personas.idsByKey(organizationId);
    for (const { key, definition } of BUILT_IN_PERSONAS) {
      if (present.has(key)) continue;
      await this.personas.insert(organizationId, {
        id: randomUUID(),
        builtInKey: key,
        definition,
        createdBy: null,
      });
    }
  }

  private async save(
    actor: Actor,
    current: PersonaEntity,
    definition: PersonaDefinition,
  ): Promise<Persona> {
    const saved = await this.personas.saveVersion(actor.organizationId, {
      id: current.id,
      from: current.version,
      definition,
      createdBy: actor.memberId,
    });
    if (!saved) throw personaChangedMeanwhile(current.version + 1);
    return this.get(actor, current.id);
  }

  private async mustFind(organizationId: string, id: string): Promise<PersonaEntity> {
    const row = await this.personas.find(organizationId, id);
    if (!row) throw personaNotFound();
    return row;
  }
}

/** Null takes back what was set; what is left out stays. */
const changed = (
  definition: PersonaDefinition,
  { turnTaking, realism, ...fields }: Omit<UpdatePersona, 'version'>,
): PersonaDefinition => ({
  ...definition,
  ...fields,
  ...(turnTaking === undefined ? {} : { turnTaking: turnTaking ?? undefined }),
  ...(realism === undefined ? {} : { realism: realism ?? undefined }),
});

const pickAny = <Item>(items: readonly Item[]): Item | undefined =>
  items[Math.floor(Math.random() * items.length)];

const positionOf = (row: PersonaEntity, sort: ListPersonas['sort']) => ({
  id: row.id,
  value: sort === 'name' ? row.name : row.updatedAt.toISOString(),
});

const toPersona = (row: PersonaEntity): Persona => ({
  ...row.definition,
  id: row.id,
  version: row.version,
  builtIn: row.builtInKey !== null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

const toCard = (row: PersonaEntity): PersonaCard => ({
  id: row.id,
  version: row.version,
  name: row.definition.name,
  title: row.definition.title,
  mode: row.definition.mode,
  tagline: row.definition.tagline,
  voice: row.definition.voice,
  styles: row.definition.styles,
  challenges: row.definition.challenges.map((challenge) => challenge.topic),
  realism: row.definition.realism,
  builtIn: row.builtInKey !== null,
});
