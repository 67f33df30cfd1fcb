import { PhoneStage } from './phone-stage';

describe('who may call', () => {
  let stage: PhoneStage;

  beforeAll(async () => {
    stage = await PhoneStage.open({
      recordings: { retentionDays: 90, consent: 'off' },
      calls: { maxConcurrent: 1, freeMinutes: 9, minChargedMinutes: 0, maxPerNumberPerHour: 2 },
    });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    stage.hurry();
  });

  /** What a caller hears who does not get through. */
  const refused = async (from: string): Promise<string> => {
    const line = await stage.twilio.ring({ from });
    expect(await line.ended()).toBe('completed');
    expect(line.sounds).toEqual([]);
    expect(line.errors).toEqual([]);
    return line.said.join(' ');
  };
  const hungUpAtOnce = async (from: string) => {
    const line = await stage.greeted(from);
    line.hangUp();
    await stage.settled(from);
  };

  it.each(['anonymous', '+266696687', 'Restricted'])(
    'is asked to show the number: %s',
    async (from) => {
      expect(await refused(from)).toContain('Your number is not shown');
    },
  );

  it('is turned away when an administrator has blocked the number, and let in again after', async () => {
    const caller = stage.newCaller();
    await hungUpAtOnce(caller);
    const [row] = await stage.database.query<{ id: string }[]>(
      'SELECT id FROM phone_numbers WHERE number = $1',
      [caller],
    );
    const block = (blocked: boolean) =>
      fetch(`${stage.service.url}/api/callers/${row?.id}/blocked`, {
        method: 'PUT',
        headers: { cookie: stage.service.admin, 'content-type': 'application/json' },
        body: JSON.stringify({ blocked }),
      });
    expect((await block(true)).status).toBe(204);
    expect(await refused(caller)).toContain('cannot practise here');
    expect((await block(false)).status).toBe(204);
    await hungUpAtOnce(caller);
  });

  it('is asked for a break after too many calls within the hour', async () => {
    const caller = stage.newCaller();
    await hungUpAtOnce(caller);
    await hungUpAtOnce(caller);
    expect(await refused(caller)).toContain('many times within an hour');
    await hungUpAtOnce(stage.newCaller());
  });

  it('is told, politely, when all lines are taken, and gets through once one is free', async () => {
    const [first, second] = [stage.newCaller(), stage.newCaller()];
    const line = await stage.greeted(first);
    expect(await refused(second)).toContain('All our lines are taken');
    line.hangUp();
    await stage.settled(first);
    await hungUpAtOnce(second);
  });
});
