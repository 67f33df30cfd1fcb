import { deriveTurns } from '../events/derive-turns';
import { lastSession, replay } from '../events/replay';
import { ScriptedCall } from '../testing/scripted-call';
import { CallSession } from './call-session';
import type { CallSessionOptions } from './session-options';

const FRAME = new Int16Array(320);
const LINES = {
  nudge: () => null,
  closing: () => null,
  apology: () => 'Sorry?',
};

/** A greeter that hands over after its first answer, and the persona that takes over. */
const handedOver = async (more: Partial<CallSessionOptions> = {}) => {
  const greeter = new ScriptedCall({
    replies: [{ text: 'A cold call, good: Sarah.', tools: [{ name: 'hand_over' }] }, 'Go on.'],
    session: {
      phrases: { ...LINES, opening: () => 'What would you like?' },
      runTool: () => Promise.resolve({ endCall: 'handed_over' as const }),
    },
  });
  await greeter.greeted();
  await greeter.says('A cold call please.');
  await greeter.clock.until(() => greeter.ended === 'handed_over');
  const persona = new CallSession({
    ...greeter.options,
    phrases: { ...LINES, opening: () => 'Hello, Sarah here.' },
    onEvent: () => fail('The log belongs to the first session.'),
    onEnded: () => undefined,
    continues: greeter.session,
    ...more,
  });
  const says = async (text: string): Promise<void> => {
    greeter.activity.next('start');
    persona.audio(FRAME);
    await greeter.clock.advance(800);
    greeter.activity.next('end');
    persona.audio(FRAME);
    await greeter.clock.advance(50);
    greeter.recogniser.final(text);
    await greeter.clock.advance(6000);
  };
  persona.start();
  await greeter.clock.advance(3000);
  return { greeter, persona, says };
};

const fail = (message: string): never => {
  throw new Error(message);
};

describe('a call that another session goes on with', () => {
  it('keeps one log with one clock, one numbering and no id twice', async () => {
    const { greeter, persona, says } = await handedOver();
    await says('Do you have a minute?');
    await persona.end('trainee_hung_up');
    const { events } = greeter;
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect([...events].sort((a, b) => a.atMs - b.atMs)).toEqual(events);
    const ids = events.flatMap((event) => (event.type === 'turn.spoken' ? [event.turnId] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(deriveTurns(lastSession(events)).map(({ text }) => text)).toEqual([
      'Hello, Sarah here.',
      'Do you have a minute?',
      'Go on.',
    ]);
    expect(deriveTurns(events)).toHaveLength(6);
  });

  it('is replayed from where the last session took over', async () => {
    const { greeter, persona, says } = await handedOver();
    await says('Do you have a minute?');
    await persona.end('trainee_hung_up');
    const { steps, difference } = replay(greeter.events);
    expect(difference).toBeNull();
    expect(steps.flatMap(({ decisions }) => decisions)).toContainEqual(
      expect.stringContaining('turn t2'),
    );
  });

  it('knows what was said in a call before', async () => {
    const { greeter, says } = await handedOver({
      history: [
        { role: 'user', content: 'Hi, it is me again.' },
        { role: 'assistant', content: 'Oh, hello.' },
      ],
    });
    await says('Where were we?');
    expect(greeter.model.requests.at(-1)?.messages.map(({ content }) => content)).toEqual([
      'You are Sarah.',
      'Hi, it is me again.',
      'Oh, hello. Hello, Sarah here.',
      'Where were we?',
    ]);
  });
});
