import { deriveTurns } from '../events/derive-turns';
import { ScriptedCall } from '../testing/scripted-call';
import { ScriptedSpeechToText } from '../testing/scripted-speech-to-text';

const GREETING = 'Hello, Sarah here. I have about two minutes, what is this call about?';
/** Like a server that is sent whole utterances. */
const BUDGET_MS = 2500;
const TRANSCRIPT_MS = 1000;

let greetings = 0;
beforeEach(() => (greetings = 0));

/** An open microphone, and a recogniser that answers a second after an utterance. */
function calling(): { call: ScriptedCall; recogniser: ScriptedSpeechToText } {
  const recogniser = new ScriptedSpeechToText(BUDGET_MS, 'utterances');
  const call = new ScriptedCall({
    replies: ['Which agencies?', 'Go on.'],
    session: {
      speechToText: recogniser,
      phrases: {
        opening: () => {
          greetings += 1;
          return GREETING;
        },
        nudge: () => 'Are you still there?',
        closing: () => 'Goodbye then.',
        apology: () => 'Sorry, I missed that.',
      },
    },
  });
  call.session.start();
  return { call, recogniser };
}

/** When the persona was heard, in 20 ms steps, while so much time passes. */
async function soundingWhile(call: ScriptedCall, ms: number): Promise<number> {
  let sounding = 0;
  for (let passed = 0; passed < ms; passed += 20) {
    await call.clock.advance(20);
    if (call.sink.sounding) sounding += 20;
  }
  return sounding;
}

describe('speech over the greeting', () => {
  test.each([400, 800, 1500, 4000])(
    'of %i ms silences the persona until it answers it',
    async (spokenMs) => {
      const { call, recogniser } = calling();
      await call.heardFor(500);
      call.speech(true);
      await call.clock.advance(140);
      expect(await soundingWhile(call, spokenMs - 140)).toBe(0);
      call.speech(false);
      expect(await soundingWhile(call, TRANSCRIPT_MS)).toBe(0);
      recogniser.final('We help agencies to grow.');
      await call.clock.advance(3000);
      expect(call.all('interruption').map(({ outcome }) => outcome)).toEqual(['hard']);
      expect(call.all('turn.committed').map(({ text }) => text)).toEqual([
        'We help agencies to grow.',
      ]);
      expect(deriveTurns(call.events).map(({ text }) => text)).toEqual([
        'Hello,',
        'We help agencies to grow.',
        'Which agencies?',
      ]);
      expect(call.answeredTwice()).toEqual([]);
    },
  );

  test('that had no words lets it go on as soon as that is known', async () => {
    const { call, recogniser } = calling();
    await call.heardFor(500);
    call.speech(true);
    await call.clock.advance(300);
    call.speech(false);
    expect(await soundingWhile(call, TRANSCRIPT_MS)).toBe(0);
    recogniser.final('');
    expect(call.sink.sounding).toBe(true);
    await call.clock.until(() => call.count('turn.spoken') === 1);
    expect(call.last('turn.spoken')).toMatchObject({ heardText: GREETING, interrupted: false });
  });

  test('whose transcript never comes lets it go on when its time is up', async () => {
    const { call } = calling();
    await call.heardFor(500);
    call.speech(true);
    await call.clock.advance(300);
    call.speech(false);
    expect(await soundingWhile(call, BUDGET_MS - 20)).toBe(0);
    await call.clock.advance(40);
    expect(call.sink.sounding).toBe(true);
  });

  test('in two parts is answered once, to both', async () => {
    const { call, recogniser } = calling();
    await call.heardFor(500);
    call.speech(true);
    await call.clock.advance(600);
    call.speech(false);
    expect(await soundingWhile(call, 400)).toBe(0);
    call.speech(true);
    expect(await soundingWhile(call, TRANSCRIPT_MS - 400)).toBe(0);
    recogniser.final('We help agencies');
    expect(await soundingWhile(call, 600)).toBe(0);
    call.speech(false);
    expect(await soundingWhile(call, TRANSCRIPT_MS)).toBe(0);
    recogniser.final('to grow faster.');
    await call.clock.advance(3000);
    expect(call.all('turn.committed').map(({ text }) => text)).toEqual([
      'We help agencies to grow faster.',
    ]);
    expect(call.model.requests).toHaveLength(1);
  });

  test('without words before its first sound does not lose it', async () => {
    const { call, recogniser } = calling();
    call.speech(true);
    await call.clock.advance(300);
    call.speech(false);
    await call.clock.advance(TRANSCRIPT_MS);
    recogniser.final('');
    await call.clock.until(() => call.sink.sounding, 2000);
    await call.clock.until(() => deriveTurns(call.events)[0]?.text === GREETING);
    expect(greetings).toBe(1);
  });

  test('before its first sound is answered in its place', async () => {
    const { call, recogniser } = calling();
    call.speech(true);
    await call.clock.advance(800);
    call.speech(false);
    expect(await soundingWhile(call, TRANSCRIPT_MS)).toBe(0);
    recogniser.final('We help agencies to grow.');
    await call.clock.advance(3000);
    expect(deriveTurns(call.events).map(({ text }) => text)).toEqual([
      'We help agencies to grow.',
      'Which agencies?',
    ]);
  });
});
