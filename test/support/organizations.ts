import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AccountsService } from '../../apps/api/src/auth/accounts.service';
import type { Actor } from '../../apps/api/src/auth/actor';
import type { Role } from '../../apps/api/src/auth/auth.schemas';
import { PersonasService } from '../../apps/api/src/personas/personas.service';
import type { TestApp } from './test-app';

export type TestOrganization = {
  id: string;
  admin: Actor;
  member(role: Role, name?: string): Promise<Actor>;
};

/** An organization with the built-in personas and an administrator, beside any others. */
export const createOrganization = async ({
  app,
}: Pick<TestApp, 'app'>): Promise<TestOrganization> => {
  const id = randomUUID();
  await app
    .get(DataSource)
    .query('INSERT INTO organizations (id, name) VALUES ($1, $2)', [id, `Organization ${id}`]);
  await app.get(PersonasService).ensureBuiltIn(id);
  const member = async (role: Role, name: string = role): Promise<Actor> => {
    const memberId = await app.get(AccountsService).add(id, {
      email: `${randomUUID()}@example.com`,
      name,
      role,
      passwordHash: 'never signs in',
    });
    if (memberId === undefined) throw new Error('The member could not be added.');
    return { organizationId: id, memberId, role, via: 'session' };
  };
  return { id, admin: await member('admin'), member };
};

/** The stable code of what a promise was rejected with. */
export const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
  throw new Error('This should have been refused.');
};
