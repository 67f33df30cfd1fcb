import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { MembersService } from '../../../apps/api/src/organizations/members.service';
import { ListMembers } from '../../../apps/api/src/organizations/organizations.schemas';
import { TeamsService } from '../../../apps/api/src/organizations/teams.service';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

describe('Teams', () => {
  let stage: TestApp;
  let teams: TeamsService;
  let ours: TestOrganization;
  let tia: Actor;
  let cleo: Actor;

  beforeAll(async () => {
    stage = await createTestApp();
    teams = stage.app.get(TeamsService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
    [tia, cleo] = [await ours.member('trainee', 'Tia'), await ours.member('trainee', 'Cleo')];
  });

  const members = async (query: object = {}) =>
    (await stage.app.get(MembersService).page(ours.admin, ListMembers.parse(query))).items.map(
      ({ name, team }) => `${name}: ${team?.name ?? 'none'}`,
    );

  it('are made, renamed, filled and listed with how many belong to them', async () => {
    const { id } = await teams.create(ours.admin, { name: 'Sales' });
    await teams.create(ours.admin, { name: 'berlin' });
    await teams.assign(ours.admin, { memberIds: [tia.memberId, cleo.memberId], teamId: id });
    await teams.rename(ours.admin, id, { name: 'Sales North' });
    const { items } = await teams.list(ours.admin);
    expect(items.map(({ name, members: count }) => [name, count])).toEqual([
      ['berlin', 0],
      ['Sales North', 2],
    ]);
    expect(await members({ teamId: id })).toEqual(['Cleo: Sales North', 'Tia: Sales North']);
    await teams.assign(ours.admin, { memberIds: [tia.memberId], teamId: null });
    expect(await members()).toEqual(['admin: none', 'Cleo: Sales North', 'Tia: none']);
  });

  it('have names of their own, which are free again when one is deleted', async () => {
    const { id } = await teams.create(ours.admin, { name: 'Sales' });
    const other = await teams.create(ours.admin, { name: 'Support' });
    const taken = 'organizations.team_name_taken';
    expect(await codeOf(teams.create(ours.admin, { name: 'SALES' }))).toBe(taken);
    expect(await codeOf(teams.rename(ours.admin, other.id, { name: 'sales' }))).toBe(taken);
    await teams.delete(ours.admin, id);
    expect(await teams.create(ours.admin, { name: 'Sales' })).toMatchObject({ members: 0 });
  });

  it('leave their members without one when they are deleted', async () => {
    const { id } = await teams.create(ours.admin, { name: 'Sales' });
    await teams.assign(ours.admin, { memberIds: [tia.memberId], teamId: id });
    await teams.delete(ours.admin, id);
    expect(await members()).toEqual(['admin: none', 'Cleo: none', 'Tia: none']);
    expect(await codeOf(teams.delete(ours.admin, id))).toBe('organizations.team_not_found');
    const late = teams.assign(ours.admin, { memberIds: [tia.memberId], teamId: id });
    expect(await codeOf(late)).toBe('organizations.team_not_found');
  });

  it('take all members that are named, or none of them', async () => {
    const { id } = await teams.create(ours.admin, { name: 'Sales' });
    for (const teamId of [id, null]) {
      const assigned = teams.assign(ours.admin, {
        memberIds: [tia.memberId, randomUUID()],
        teamId,
      });
      expect(await codeOf(assigned)).toBe('organizations.member_not_found');
    }
    expect(await members({ teamId: id })).toEqual([]);
  });

  it('are another organization’s neither to see nor to change, and take none of its members', async () => {
    const theirs = await createOrganization(stage);
    const { id } = await teams.create(ours.admin, { name: 'Sales' });
    const notFound = 'organizations.team_not_found';
    expect((await teams.list(theirs.admin)).items).toEqual([]);
    expect(await codeOf(teams.rename(theirs.admin, id, { name: 'Mine' }))).toBe(notFound);
    expect(await codeOf(teams.delete(theirs.admin, id))).toBe(notFound);
    const assign = (actor: Actor, memberId: string) =>
      codeOf(teams.assign(actor, { memberIds: [memberId], teamId: id }));
    expect(await assign(theirs.admin, theirs.admin.memberId)).toBe(notFound);
    expect(await assign(ours.admin, theirs.admin.memberId)).toBe('organizations.member_not_found');
  });
});
