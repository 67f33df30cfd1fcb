import { PersonasService } from '../../../apps/api/src/personas/personas.service';
import { ListPersonas, UpdatePersona } from '../../../apps/api/src/personas/personas.schemas';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

describe('personas', () => {
  let stage: TestApp;
  let personas: PersonasService;
  let ours: TestOrganization;
  let theirs: TestOrganization;

  beforeAll(async () => {
    stage = await createTestApp();
    personas = stage.app.get(PersonasService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
    theirs = await createOrganization(stage);
  });

  const page = (query: object = {}) => personas.page(ours.admin, ListPersonas.parse(query));
  const sarah = async () => {
    const { items } = await page({ q: 'sarah' });
    if (!items[0]) throw new Error('Sarah is missing.');
    return personas.get(ours.admin, items[0].id);
  };

  it('come with the eight of the catalogue, once, however often they are ensured', async () => {
    await personas.ensureBuiltIn(ours.id);
    const { items } = await page({ limit: 100 });
    expect(items.map((item) => item.name.split(' ')[0]).sort()).toEqual([
      'Alex',
      'David',
      'James',
      'Lisa',
      'Maria',
      'Rachel',
      'Robert',
      'Sarah',
    ]);
  });

  it.each([1, 3, 8])('are listed by name without a gap or a repeat, %i a page', async (limit) => {
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const part = await page({ limit, ...(cursor === null ? {} : { cursor }) });
      names.push(...part.items.map((item) => item.name));
      cursor = part.nextCursor;
    } while (cursor !== null);
    expect(names).toHaveLength(8);
    expect(names).toEqual([...names].sort());
  });

  it.each([
    [{ mode: 'interview' }, ['Rachel']],
    [{ q: 'CFO' }, ['James', 'Maria']],
    [{ q: '100%_' }, []],
  ])('are found by %j', async (query, expected) => {
    const { items } = await page(query);
    expect(items.map((item) => item.name.split(' ')[0])).toEqual(expected);
  });

  it('keep every version when edited, and can go back to one', async () => {
    const before = await sarah();
    const edited = await personas.update(ours.admin, before.id, { tagline: 'Now in a hurry.' });
    expect(edited).toMatchObject({
      version: 2,
      tagline: 'Now in a hurry.',
      questions: before.questions,
    });
    const restored = await personas.restore(ours.admin, before.id, 1);
    expect(restored).toMatchObject({ version: 3, tagline: before.tagline });
    const versions = await personas.listVersions(ours.admin, before.id);
    expect(versions.map((version) => version.version)).toEqual([3, 2, 1]);
  });

  it('lose nothing that a partial change leaves out', async () => {
    const before = await sarah();
    const change = UpdatePersona.parse({ name: 'Sara' });
    const after = await personas.update(ours.admin, before.id, change);
    expect({ ...after, name: before.name, version: 1, updatedAt: before.updatedAt }).toEqual(
      before,
    );
  });

  it('go back to what is usual when a change says null, and only then', async () => {
    const { id } = await sarah();
    const given = UpdatePersona.parse({
      turnTaking: 'gatekeeper',
      realism: { gatekeeper: true },
    });
    await personas.update(ours.admin, id, given);
    const other = await personas.update(ours.admin, id, UpdatePersona.parse({ name: 'Sara' }));
    expect(other).toMatchObject(given);
    const usual = await personas.update(ours.admin, id, UpdatePersona.parse({ turnTaking: null }));
    expect(usual.turnTaking).toBeUndefined();
    expect(usual.realism).toEqual(given.realism);
  });

  it('refuse an edit of a version that is not the latest any more, also in a race', async () => {
    const { id } = await sarah();
    await personas.update(ours.admin, id, { tagline: 'first', version: 1 });
    expect(await codeOf(personas.update(ours.admin, id, { tagline: 'late', version: 1 }))).toBe(
      'personas.changed_meanwhile',
    );
    const race = await Promise.allSettled(
      [1, 2, 3, 4].map((n) =>
        personas.update(ours.admin, id, { tagline: `racer ${n}`, version: 2 }),
      ),
    );
    expect(race.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('do not come back once deleted', async () => {
    const { id } = await sarah();
    await personas.delete(ours.admin, id);
    await personas.ensureBuiltIn(ours.id);
    expect(await codeOf(personas.get(ours.admin, id))).toBe('personas.not_found');
    expect((await page({ limit: 100 })).items).toHaveLength(7);
  });

  it('do not show a trainee what they are to find out', async () => {
    const before = await sarah();
    expect(before.hiddenNeeds.length).toBeGreaterThan(0);
    const seen = await personas.get(await ours.member('trainee'), before.id);
    expect(seen.hiddenNeeds).toEqual([]);
  });

  it('are out of reach for another organization', async () => {
    const { id } = await sarah();
    const stranger = theirs.admin;
    const attempts = [
      personas.get(stranger, id),
      personas.update(stranger, id, { name: 'Mine' }),
      personas.restore(stranger, id, 1),
      personas.delete(stranger, id),
      personas.listVersions(stranger, id),
      personas.pin(theirs.id, { personaId: id }),
    ];
    for (const attempt of attempts) expect(await codeOf(attempt)).toBe('personas.not_found');
    expect((await sarah()).version).toBe(1);
  });
});
