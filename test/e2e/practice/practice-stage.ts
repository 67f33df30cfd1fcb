import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import { Passwords } from '../../../apps/api/src/auth/passwords';
import { FEATURES } from '../../../apps/api/src/app.module';
import type { ConfigValues } from '../../../apps/api/src/config/app-config';
import { FirstRunService } from '../../../apps/api/src/organizations/first-run.service';
import { PersonasService } from '../../../apps/api/src/personas/personas.service';
import { WorkerModule } from '../../../apps/api/src/worker.module';
import { createTestApp, type TestApp } from '../../support/test-app';

export const PASSWORD = 'a password for tests';

export type PracticeStage = TestApp & {
  organizationId: string;
  admin: string;
  trainee: string;
  /** Another trainee of the same organization. */
  colleague: string;
  personaId(name: string): Promise<string>;
  get(path: string, cookie: string): Promise<{ status: number; body: Record<string, unknown> }>;
};

/** The whole server, workers included, with an administrator and two trainees signed in. */
export const practiceStage = async (config: Partial<ConfigValues> = {}): Promise<PracticeStage> => {
  const stage = await createTestApp({ modules: [...FEATURES, WorkerModule], config });
  const { organizationId } = await stage.app
    .get(FirstRunService)
    .ensureFirstOrganization({ email: 'admin@example.com', password: PASSWORD });
  await stage.app.get(PersonasService).ensureBuiltIn(organizationId);
  const passwordHash = await stage.app.get(Passwords).hash(PASSWORD);
  for (const name of ['Tia', 'Cleo']) {
    await stage.app.get(AccountsService).add(organizationId, {
      email: `${name.toLowerCase()}@example.com`,
      name,
      role: 'trainee',
      passwordHash,
    });
  }
  const get = async (path: string, cookie: string) => {
    const response = await fetch(`${stage.url}${path}`, { headers: { cookie } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const admin = await signIn(stage.url, 'admin@example.com');
  return {
    ...stage,
    organizationId,
    admin,
    trainee: await signIn(stage.url, 'tia@example.com'),
    colleague: await signIn(stage.url, 'cleo@example.com'),
    get,
    personaId: async (name) => {
      const { body } = await get('/api/personas?limit=100', admin);
      const found = (body.items as { id: string; name: string }[]).find((item) =>
        item.name.startsWith(name),
      );
      if (!found) throw new Error(`There is no ${name}.`);
      return found.id;
    },
  };
};

const signIn = async (url: string, email: string): Promise<string> => {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!cookie) throw new Error(`${email} could not sign in: ${response.status}`);
  return cookie;
};
