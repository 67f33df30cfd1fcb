import { SharedCallsService } from '../../../apps/api/src/calls/shares/shared-calls.service';
import { entriesFor } from './caller-books';
import { PhoneStage, PUBLIC_URL } from './phone-stage';

describe('limited time on the telephone', () => {
  let stage: PhoneStage;

  beforeAll(async () => {
    stage = await PhoneStage.open({
      recordings: { retentionDays: 90, consent: 'off' },
      calls: { maxConcurrent: 50, freeMinutes: 0.5, minChargedMinutes: 0, maxPerNumberPerHour: 10 },
    });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    stage.hurry();
  });

  it('is warned of, ends with a kind word, is charged, and leaves nothing for another call', async () => {
    const caller = stage.newCaller();
    const line = await stage.practising(caller);
    await stage.murmur(line, 'Hi, this is Tia from Ledgerly.');
    await line.ended(60_000);
    const books = await stage.settled(caller);
    const [call] = books.calls;
    expect(call).toMatchObject({ endReason: 'time_limit' });
    expect(books.account).toEqual({ grantedMs: 30_000, settledMs: 30_000, reservedMs: 0 });
    expect(entriesFor(books, call?.id)).toBe('reserve settle');

    const events = await stage.events();
    const spoken = events.flatMap((event) => (event.type === 'turn.spoken' ? [event] : []));
    const words = spoken.map(({ heardText }) => heardText);
    expect(words).toContain('By the way, fifteen seconds are left.');
    expect(words.at(-1)).toBe('I am sorry, our time is up. Thank you for practising, and goodbye!');
    expect(spoken.slice(1).filter(({ interrupted }) => interrupted)).toEqual([]);

    const [text, ...more] = await stage.texts(caller);
    expect(more).toEqual([]);
    expect(text).toContain('Your practice minutes are used up.');
    const link = /https:\/\/coach\.example\.com\/shared\/\S+/.exec(text ?? '')?.[0] ?? '';
    const token = link.slice(`${PUBLIC_URL}/shared/`.length);
    const shares = stage.service.app.get(SharedCallsService, { strict: false });
    expect(await shares.open(token)).toMatchObject({ callId: call?.id });

    const next = await stage.twilio.ring({ from: caller });
    await next.ended();
    expect(next.said).toEqual([expect.stringContaining('are used up') as string]);
    expect((await stage.books(caller, () => true)).calls).toHaveLength(1);
  });

  it('costs nothing when the call is broken by us', async () => {
    const caller = stage.newCaller();
    stage.openai.knobs.chat = { failNext: 1_000, failStatus: 400 };
    const line = await stage.practising(caller);
    await stage.murmur(line, 'Hi, this is Tia from Ledgerly.');
    await stage.heard(/^Sorry, I lost you for a second/);
    await stage.murmur(line, 'How do you approve your invoices?');
    await line.ended(60_000);
    const books = await stage.settled(caller);
    const [call] = books.calls;
    expect(call).toMatchObject({ endReason: 'failed' });
    expect(entriesFor(books, call?.id)).toMatch(/^reserve settle (release )?refund$/);
    expect(books.account).toMatchObject({ settledMs: 0, reservedMs: 0 });
    expect(line.said).toEqual([expect.stringContaining('costs you nothing') as string]);
  });
});

describe('the least time that costs anything', () => {
  it('is not reached by a call that ends before', async () => {
    const stage = await PhoneStage.open({
      recordings: { retentionDays: 90, consent: 'off' },
      calls: { maxConcurrent: 50, freeMinutes: 20, minChargedMinutes: 9, maxPerNumberPerHour: 10 },
    });
    try {
      stage.hurry();
      const caller = stage.newCaller();
      const line = await stage.practising(caller);
      line.hangUp();
      const books = await stage.settled(caller);
      const [call] = books.calls;
      expect(call?.durationMs).toBeGreaterThan(0);
      expect(entriesFor(books, call?.id)).toBe('reserve settle release');
      expect(books.account).toMatchObject({ settledMs: 0, reservedMs: 0 });
    } finally {
      await stage.close();
    }
  });
});
