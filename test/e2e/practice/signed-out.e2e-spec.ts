import { eventually } from '../../journeys/support/eventually';
import { PASSWORD, practiceStage, type PracticeStage } from './practice-stage';
import { PracticeClient } from './practice-client';

const TYPED = { input: 'text', sampleRate: 16_000, speech: 'browser' } as const;
/** A round of asking, and the persona's last words. */
const SOON_MS = 40_000;

describe('a socket whose member may not be here any more', () => {
  let stage: PracticeStage;
  const pages: PracticeClient[] = [];

  beforeAll(async () => {
    stage = await practiceStage();
  });
  afterAll(async () => {
    pages.forEach((page) => page.close());
    await stage.close();
  });

  const calling = async (cookie: string) => {
    const page = await PracticeClient.connect(stage.url, { cookie });
    pages.push(page);
    const { callId } = await page.start({ ...TYPED, mode: 'small_talk' });
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting');
    return { page, callId };
  };
  const signIn = async (email: string): Promise<string> => {
    const response = await fetch(`${stage.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const ask = async (method: string, path: string, cookie: string, body?: object) => {
    const response = await fetch(`${stage.url}${path}`, {
      method,
      headers: { cookie, origin: stage.url, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(response.status).toBeLessThan(300);
  };
  const memberId = async (name: string): Promise<string> => {
    const { body } = await stage.get(`/api/members?q=${name}`, stage.admin);
    return (body.items as { id: string }[])[0]?.id ?? '';
  };

  it('loses its call kindly, whether suspended, removed or signed out elsewhere, and nobody else does', async () => {
    const other = await signIn('admin@example.com');
    const suspended = await calling(stage.trainee);
    const removed = await calling(stage.colleague);
    const revoked = await calling(other);
    const bystander = await calling(stage.admin);
    const signedOut = [suspended, removed, revoked].map(({ page }) => ({
      page,
      ended: page.next<{ reason: string }>('call.ended', SOON_MS),
      left: new Promise((gone) => page.socket.once('disconnect', gone)),
    }));

    await ask('PATCH', `/api/members/${await memberId('tia')}`, stage.admin, { suspended: true });
    await ask('DELETE', `/api/members/${await memberId('cleo')}`, stage.admin);
    await ask('POST', '/api/auth/logout', other);

    for (const { page, ended, left } of signedOut) {
      expect(await ended).toMatchObject({ reason: 'signed_out' });
      await left;
      expect(page.errors).toContainEqual(expect.objectContaining({ code: 'auth.signed_out' }));
      expect(page.states).toContain('closing');
    }
    expect(bystander.page.socket.connected).toBe(true);
    expect(bystander.page.errors).toEqual([]);
    const written = async () =>
      (await stage.get(`/api/calls/${suspended.callId}`, stage.admin)).body.endReason;
    expect(await eventually(written, (reason) => reason !== null)).toBe('signed_out');
  });

  it('cannot be opened again', async () => {
    await expect(PracticeClient.connect(stage.url, { cookie: stage.trainee })).rejects.toThrow(
      'auth.sign_in_required',
    );
  });
});
