import { ScriptedCall, ScriptedSpeechToSpeech, VirtualClock } from '../../testing';
import { LoopbackSink } from '../../testing/loopback-sink';

/** A telephone line: takes µ-law as it is, in whole frames. */
class TelephoneSink extends LoopbackSink {
  readonly lengths: number[] = [];

  writeMulaw(segmentId: string, codes: Uint8Array): void {
    this.lengths.push(codes.length);
    this.write(segmentId, new Int16Array(codes.length));
  }
}

describe('a telephone call with a model that speaks by itself', () => {
  const clock = new VirtualClock();
  const sink = new TelephoneSink(clock, 8000);
  /** One that µ-law holds exactly. */
  const SAMPLE = -32_124;
  const speaker = new ScriptedSpeechToSpeech(clock, {
    replies: ['Who is this?'],
    sampleAt: () => SAMPLE,
  });
  const recorded: number[] = [];
  const call = new ScriptedCall({
    clock,
    session: {
      sink,
      speechToSpeech: speaker,
      voiceActivity: null,
      recorder: {
        trainee: () => undefined,
        persona: (_segmentId, samples) => {
          recorded.push(...samples);
          return { offsetSamples: recorded.length - samples.length };
        },
      },
    },
  });

  it('passes the telephone’s own sound both ways, and records what it stands for', async () => {
    call.session.start();
    await clock.until(() => call.count('turn.spoken') === 1);
    expect(speaker.options?.encoding).toBe('mulaw');
    call.session.mulaw(new Uint8Array(160));
    call.session.audio(new Int16Array(320));
    expect(speaker.bytesHeard).toBe(160);
    const bytes = sink.lengths.reduce((sum, each) => sum + each, 0);
    expect(bytes).toBe(8 * Math.ceil(speaker.lengthMs('Hello, Sarah here.') / 100) * 100);
    expect(sink.lengths.every((length) => length % 160 === 0)).toBe(true);
    expect([recorded.length, recorded[0]]).toEqual([bytes, SAMPLE]);
    void call.session.end('trainee_hung_up');
    await clock.advance(3000);
    expect(clock.pending).toBe(0);
  });
});
