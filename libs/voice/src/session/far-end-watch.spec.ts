import { ScriptedCall } from '../testing/scripted-call';

const FRAME_MS = 20;
const SAMPLES = 320;

const frame = (amplitude: number): Int16Array =>
  Int16Array.from(
    { length: SAMPLES },
    (_, i) => amplitude * Math.sin((2 * Math.PI * 200 * i) / 16_000),
  );
const LOUD = frame(8_000);
const ROOM = frame(20);

describe('a far end that finds speech by itself', () => {
  const call = async () => {
    const scripted = await new ScriptedCall().greeted();
    await hear(scripted, ROOM, 1_000);
    return scripted;
  };
  const hear = async (scripted: ScriptedCall, audio: Int16Array, ms: number, active?: boolean) => {
    for (let atMs = 0; atMs < ms; atMs += FRAME_MS) {
      scripted.session.audio(audio);
      if (active !== undefined && atMs % 700 === 0) scripted.session.speech(active);
      await scripted.clock.advance(FRAME_MS);
    }
  };
  /** The server's own detector is asked again. */
  const serverListens = (scripted: ScriptedCall): boolean => {
    const before = scripted.count('speech.started');
    scripted.speech(true);
    return scripted.count('speech.started') > before;
  };

  it('is trusted alone once it has spoken', async () => {
    const scripted = await call();
    scripted.session.speech(false);
    await hear(scripted, ROOM, 10_000);
    expect(serverListens(scripted)).toBe(false);
  });

  it('is given up when nothing comes of audio that is loud for a second and a half', async () => {
    const scripted = await call();
    scripted.session.speech(false);
    await hear(scripted, LOUD, 1_400);
    expect(serverListens(scripted)).toBe(false);
    await hear(scripted, LOUD, 300);
    expect(serverListens(scripted)).toBe(true);
  });

  it('keeps its word over a loud noise as long as it says so', async () => {
    const scripted = await call();
    await hear(scripted, LOUD, 10_000, false);
    expect(serverListens(scripted)).toBe(false);
  });

  it('is given up when it does not see the end of speech', async () => {
    const scripted = await call();
    scripted.session.speech(true);
    await hear(scripted, LOUD, 1_000);
    await hear(scripted, ROOM, 4_500);
    expect(scripted.count('speech.ended')).toBe(0);
    await hear(scripted, ROOM, 1_000);
    expect(scripted.count('speech.ended')).toBe(1);
    expect(serverListens(scripted)).toBe(true);
  });

  it('is given up when it says that it is lost, and speech it had begun ends', async () => {
    const scripted = await call();
    scripted.session.speech(true);
    scripted.session.speechDetectionLost();
    expect(scripted.count('speech.ended')).toBe(1);
    expect(serverListens(scripted)).toBe(true);
  });

  it('has the word again when it comes back', async () => {
    const scripted = await call();
    scripted.session.speech(false);
    scripted.session.speechDetectionLost();
    scripted.session.speech(true, 96);
    expect(scripted.last('speech.started')).toMatchObject({ held: true, sinceMs: 96 });
    scripted.speech(false);
    expect(scripted.count('speech.ended')).toBe(0);
  });
});
