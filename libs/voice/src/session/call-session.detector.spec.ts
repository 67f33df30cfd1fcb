import type { VoiceActivityDetector, VoiceActivityEvent } from '../ports/voice-activity';
import { ScriptedCall } from '../testing/scripted-call';

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

  test('is let go at the end of the call, and heard no more', async () => {
    const detector = new DetachedDetector();
    const call = await callWith(detector);
    await call.session.end('trainee_hung_up');
    detector.tell({ type: 'start', sinceMs: 70 });
    expect(detector.closed).toBe(true);
    expect(call.all('speech.started')).toEqual([]);
  });
});
