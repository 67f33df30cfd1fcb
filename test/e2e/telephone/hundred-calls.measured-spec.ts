import type { DataSource } from 'typeorm';
import { OpenLines } from '../../../apps/api/src/gateways/twilio/open-lines';
import { ActiveCalls } from '../../../apps/api/src/platform/metrics/active-calls';
import type { SimulatedLine } from '../../simulators/twilio/simulated-line';
import { PhoneStage } from './phone-stage';

const CALLERS = 100;
/** So many may wait to be answered at the same moment. */
const AT_ONCE = 6;
/** Of the three kinds of personas, interviewers bear a silence longest. */
const INTERVIEW = '2';
/**
 * Callers who press a key and listen. A hundred who also send sound are more than one process can be
 * together with the service; what those cost the service alone the benchmark tells (`load`).
 */
const MUTED = { sendsFrames: false } as const;
/** A service that is far behind; nothing here is measured by it. */
const PATIENCE_MS = 150_000;

describe('a hundred telephone calls at once', () => {
  let stage: PhoneStage;

  beforeAll(async () => {
    stage = await PhoneStage.open({
      calls: { maxConcurrent: 120, freeMinutes: 9, minChargedMinutes: 0, maxPerNumberPerHour: 10 },
    });
    await stage.reset();
    // What is said is of no matter here, and it takes longer to make than the calls take.
    stage.hurry();
  });
  afterAll(() => stage.close());

  it('are each greeted, answered by a persona, ended once and charged once', async () => {
    const [timersBefore, socketsBefore] = [timers(), await sockets(stage)];
    const lines: SimulatedLine[] = [];
    let most = 0;
    const ringOneByOne = async (): Promise<void> => {
      while (lines.length < CALLERS) {
        const line = stage.twilio.dial({ from: stage.newCaller(), stream: MUTED });
        lines.push(line);
        await line.until(() => line.heardMs > 0, PATIENCE_MS);
        line.press(INTERVIEW);
        most = Math.max(most, lines.filter(({ isStreaming }) => isStreaming).length);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ringOneByOne));
    await Promise.all(lines.map((line) => personaHeard(stage.database, line)));
    for (const line of lines) line.hangUp();
    await Promise.all(lines.map((line) => line.ended(PATIENCE_MS)));
    // A machine that is busy otherwise takes so long over the last that the first are given up.
    expect(most).toBeGreaterThan(CALLERS / 2);
    expect(lines.flatMap(({ errors }) => errors)).toEqual([]);
    expect(lines.flatMap(({ said }) => said)).toEqual([]);

    await until(
      async () => (await count(stage.database, `calls WHERE state = 'ready'`)) === CALLERS,
    );
    expect(await count(stage.database, 'calls')).toBe(CALLERS);
    expect(
      await count(
        stage.database,
        `calls WHERE end_reason IN ('trainee_hung_up', 'silence') AND persona_id IS NOT NULL`,
      ),
    ).toBe(CALLERS);
    expect(
      await count(stage.database, `phone_lines WHERE state = 'ended' AND outcome = 'completed'`),
    ).toBe(CALLERS);
    for (const kind of ['reserve', 'settle', 'release']) {
      expect(await count(stage.database, `minute_entries WHERE kind = '${kind}'`)).toBe(CALLERS);
    }
    expect(await count(stage.database, 'minute_accounts WHERE reserved_ms > 0')).toBe(0);
    expect(await count(stage.database, 'minute_reservations WHERE charged_ms IS NULL')).toBe(0);
    expect(stage.service.app.get(OpenLines, { strict: false }).count).toBe(0);
    expect(stage.service.app.get(ActiveCalls, { strict: false }).count()).toBe(0);
    // Whatever a call forgot would be there a hundred times.
    expect(timers() - timersBefore).toBeLessThan(CALLERS / 2);
    expect((await sockets(stage)) - socketsBefore).toBeLessThan(CALLERS / 2);
  }, 400_000);
});

const count = async (database: DataSource, from: string): Promise<number> => {
  const [row] = await database.query<{ count: number }[]>(`SELECT count(*)::int FROM ${from}`);
  return row?.count ?? NaN;
};

const personaHeard = async (database: DataSource, line: SimulatedLine): Promise<void> => {
  await personaOf(database, line.callSid);
  const greetedMs = line.heardMs;
  await line.until(() => line.heardMs > greetedMs || line.record.isOver, PATIENCE_MS);
};

/** Somebody took over. */
const personaOf = (database: DataSource, callSid: string): Promise<void> =>
  until(async () => {
    const here = `phone_lines line JOIN calls ON calls.id = line.call_id
      WHERE line.call_sid = '${callSid}' AND calls.persona_id IS NOT NULL`;
    return (await count(database, here)) === 1;
  });

/** Those that keep the process from ending. */
const timers = (): number =>
  process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

const sockets = ({ service }: PhoneStage): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = service.app.getHttpServer();
    server.getConnections((error, open) => (error ? reject(error) : resolve(open)));
  });

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('Waited in vain.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};
