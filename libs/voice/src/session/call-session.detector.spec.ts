import type { VoiceActivityDetector, VoiceActivityEvent } from '../ports/voice-activity';
import { replay } from '../events/replay';
import { ScriptedCall } from '../testing/scripted-call';
import { speakingFor } from './golden-stage.fixture';

/** Works elsewhere, and tells when it likes. */
class DetachedDetector implements VoiceActivityDetector {
  pushed = 0;
  closed = false;
  tell: (event: VoiceActivityEvent) => void = () => undefined;

  listen(onEvent: (event: VoiceActivityEvent) => void): void {
    this.tell = onEvent;
  }

  push(): readonly VoiceActivityEvent[] {
    this.pushed += 1;
    return [];
  }

  reset(): void {}

  close(): void {
    this.closed = true;
  }
}

const FRAME = new Int16Array(320);

describe('a detector that tells between two frames', () => {
  async function callWith(detector: DetachedDetector): Promise<ScriptedCall> {
    return new ScriptedCall({ session: { voiceActivity: detector } }).greeted();
  }

  test('is heard at once', async () => {
    const detector = new DetachedDetector();
    const call = await callWith(detector);
    detector.tell({ type: 'start', sinceMs: 70 });
    expect(call.last('speech.started')).toMatchObject({ sinceMs: 70 });
    detector.tell({ type: 'end', sinceMs: 250 });
    expect(call.last('speech.ended')).toMatchObject({ sinceMs: 250 });
  });

  test('is given nothing once the far end finds speech by itself, and heard no more', async () => {
    const detector = new DetachedDetector();
    const call = await callWith(detector);
    call.session.audio(FRAME);
    call.session.speech(true);
    call.session.speech(false);
    call.session.audio(FRAME);
    detector.tell({ type: 'start', sinceMs: 70 });
    expect(detector.pushed).toBe(1);
    expect(call.all('speech.started')).toHaveLength(1);
  });

  test('holds the voice with a mere suspicion, which is no speech, and loses no word of it', async () => {
    const detector = new DetachedDetector();
    const call = await speakingFor(1050, { session: { voiceActivity: detector } });
    const spoken = call.count('speech.started');
    detector.tell({ type: 'maybe', sinceMs: 60 });
    expect(call.sink.sounding).toBe(false);
    await call.clock.until(() => call.count('turn.spoken') === 2);
    const held = call.last('output.paused').atMs;
    expect(call.last('output.resumed')).toMatchObject({ atMs: held + 200 });
    expect(call.last('turn.spoken')).toMatchObject({ interrupted: false });
    expect(call.last('turn.spoken').heardText).toBe(call.last('turn.spoken').generatedText);
    expect([call.count('speech.started'), call.count('interruption')]).toEqual([spoken, 0]);
    expect(replay(call.events).difference).toBeNull();
  });

  test('says nothing worth a line in the log with a suspicion while the persona is silent', async () => {
    const detector = new DetachedDetector();
    const call = await callWith(detector);
    const entries = call.events.length;
    detector.tell({ type: 'maybe', sinceMs: 60 });
    expect(call.events).toHaveLength(entries);
  });

  test('is let go at the end of the call, and heard no more', async () => {
    const detector = new DetachedDetector();
    const call = await callWith(detector);
    await call.session.end('trainee_hung_up');
    detector.tell({ type: 'start', sinceMs: 70 });
    expect(detector.closed).toBe(true);
    expect(call.all('speech.started')).toEqual([]);
  });
});
