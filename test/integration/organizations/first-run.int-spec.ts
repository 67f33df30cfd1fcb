import { FirstRunService } from '../../../apps/api/src/organizations/first-run.service';
import { SampleMembersService } from '../../../apps/api/src/organizations/sample-members.service';
import { testDatabaseUrl } from '../../support/test-database';
import { MembershipStage, problem } from '../auth/membership-stage';

describe('The first run', () => {
  let stage: MembershipStage;
  let firstRun: FirstRunService;
  beforeAll(async () => {
    stage = await MembershipStage.open(await testDatabaseUrl());
    firstRun = stage.get(FirstRunService);
  });
  beforeEach(() => stage.clear());
  afterAll(() => stage.close());

  it('makes an organization and an administrator with a generated password', async () => {
    const first = await firstRun.ensureFirstOrganization();
    expect(first).toMatchObject({ email: 'admin@sparline.local', created: true });
    expect(first.password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    await expect(stage.signIn(first.email, first.password)).resolves.toBeDefined();
  });

  it('uses the address and password it is given, and does not repeat the password', async () => {
    const first = await firstRun.ensureFirstOrganization({
      email: 'Boss@Example.com',
      password: 'given by the operator',
    });
    expect(first).toEqual({
      organizationId: expect.any(String),
      email: 'boss@example.com',
      created: true,
    });
    await expect(stage.signIn('boss@example.com', 'given by the operator')).resolves.toBeDefined();
  });

  it('changes nothing the next time', async () => {
    const first = await firstRun.ensureFirstOrganization();
    const next = await firstRun.ensureFirstOrganization({
      email: 'b@example.com',
      password: 'x'.repeat(12),
    });
    expect(next).toEqual({
      organizationId: first.organizationId,
      email: first.email,
      created: false,
    });
    await expect(stage.signIn('b@example.com', 'x'.repeat(12))).rejects.toEqual(
      problem('auth.bad_credentials'),
    );
  });

  it('makes one organization when several processes start at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 4 }, () => firstRun.ensureFirstOrganization()),
    );
    expect(new Set(all.map(({ organizationId }) => organizationId)).size).toBe(1);
    expect(all.filter(({ created }) => created)).toHaveLength(1);
    expect(all.filter(({ password }) => password !== undefined)).toHaveLength(1);
  });

  it('adds sample trainees once, who cannot sign in', async () => {
    const { organizationId } = await firstRun.ensureFirstOrganization();
    const samples = stage.get(SampleMembersService);
    const ids = await samples.ensureSampleTrainees(organizationId);
    expect(ids).toHaveLength(3);
    expect(await samples.ensureSampleTrainees(organizationId)).toEqual(ids);
    const rows = await stage.database.query(
      'SELECT DISTINCT sample, role, password_hash FROM members WHERE id = ANY($1)',
      [ids],
    );
    expect(rows).toEqual([{ sample: true, role: 'trainee', password_hash: null }]);
  });
});
