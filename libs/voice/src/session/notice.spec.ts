import { ScriptedCall } from '../testing/scripted-call';

const NOTICE = 'One minute left.';

const call = (): ScriptedCall => {
  const made: ScriptedCall = new ScriptedCall({
    replies: ['We do it by hand, every month, and it takes a whole day.'],
    session: {
      phrases: {
        opening: () => 'Hello, Sarah here.',
        nudge: () => null,
        closing: () => null,
        apology: () => 'Sorry?',
        notice: () => NOTICE,
      },
    },
  });
  return made;
};
const heard = (made: ScriptedCall): string[] =>
  made.all('turn.spoken').map(({ heardText }) => heardText);

describe('a word beside the conversation', () => {
  it('is said at once when nobody is talking', async () => {
    const made = await call().greeted();
    made.session.notice();
    await made.clock.advance(3000);
    expect(heard(made)).toEqual(['Hello, Sarah here.', NOTICE]);
  });

  it('waits until the persona has said what it is saying', async () => {
    const made = await call().greeted();
    await made.says('How do you approve invoices?');
    await made.heardFor(300);
    made.session.notice();
    await made.clock.advance(15_000);
    expect(heard(made).slice(1)).toEqual([
      'We do it by hand, every month, and it takes a whole day.',
      NOTICE,
    ]);
    expect(made.all('turn.spoken').some(({ interrupted }) => interrupted)).toBe(false);
  });

  it('waits for the answer when the trainee is talking, and is said once', async () => {
    const made = await call().greeted();
    made.speech(true);
    await made.clock.advance(500);
    made.session.notice();
    await made.clock.advance(1500);
    expect(made.count('reply.started')).toBe(1);
    made.speech(false);
    made.recogniser.final('How do you approve invoices?');
    await made.clock.advance(15_000);
    expect(heard(made).filter((text) => text === NOTICE)).toHaveLength(1);
    expect(heard(made).at(-1)).toBe(NOTICE);
  });

  it('is said after a noise that came to nothing', async () => {
    const made = await call().greeted();
    made.speech(true);
    made.session.notice();
    await made.clock.advance(300);
    made.speech(false);
    made.recogniser.final('');
    await made.clock.advance(4000);
    expect(heard(made).at(-1)).toBe(NOTICE);
  });
});
