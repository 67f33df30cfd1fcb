import { OrganizationsService } from '../../../apps/api/src/organizations/organizations.service';
import { testDatabaseUrl } from '../../support/test-database';
import { MembershipStage, problem } from '../auth/membership-stage';

describe('An organization', () => {
  let stage: MembershipStage;
  let organizations: OrganizationsService;
  beforeAll(async () => {
    stage = await MembershipStage.open(await testDatabaseUrl());
    organizations = stage.get(OrganizationsService);
  });
  beforeEach(() => stage.clear());
  afterAll(() => stage.close());

  it('shows its name and time zone, and changes what is given', async () => {
    const { id, admin } = await stage.organization('Acme');
    expect(await organizations.get(admin.actor)).toMatchObject({
      id,
      name: 'Acme',
      timeZone: 'UTC',
    });
    await organizations.update(admin.actor, { timeZone: 'Europe/Berlin' });
    const after = await organizations.update(admin.actor, { name: 'Acme Ltd' });
    expect(after).toMatchObject({ name: 'Acme Ltd', timeZone: 'Europe/Berlin' });
  });

  it('refuses a time zone that does not exist, and changes nothing', async () => {
    const { admin } = await stage.organization('Acme');
    await expect(
      organizations.update(admin.actor, { name: 'New', timeZone: 'Mars/Olympus' }),
    ).rejects.toMatchObject({
      code: 'organizations.unknown_time_zone',
      fields: [{ path: 'timeZone' }],
    });
    expect(await organizations.get(admin.actor)).toMatchObject({ name: 'Acme', timeZone: 'UTC' });
  });

  it('is neither seen nor changed by another organization’s administrator', async () => {
    const { id, admin } = await stage.organization('Acme');
    const other = await stage.organization('Other');
    await organizations.update(other.admin.actor, { name: 'Taken over' });
    expect((await organizations.get(other.admin.actor)).id).toBe(other.id);
    expect(await organizations.get(admin.actor)).toMatchObject({ id, name: 'Acme' });
  });

  it('is not found once it is gone', async () => {
    const { admin } = await stage.organization();
    await stage.clear();
    await expect(organizations.get(admin.actor)).rejects.toEqual(
      problem('organizations.not_found'),
    );
  });
});
