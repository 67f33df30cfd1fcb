import { MULAW_SAMPLE_RATE } from '../audio/mulaw';
import { ScriptedCall } from '../testing/scripted-call';
import { TelephoneCall } from '../testing/telephone-call';
import { TURN_POLICIES } from '../turn/policy';
import { playbackSpans } from './playback-spans';

const LONG = 'We looked at three vendors last year. None of them could show any numbers at all.';
/** The cut word begins before, and its beginning is heard twice. */
const COUGH_AFTER_MS = 1600;

type Call = Pick<ScriptedCall, 'clock' | 'says' | 'speech' | 'count'>;

async function cough(call: Call, heardFor: (ms: number) => Promise<void>): Promise<void> {
  await call.says('Why did you stay with them?');
  await heardFor(COUGH_AFTER_MS);
  call.speech(true);
  await call.clock.advance(300);
  call.speech(false);
  await call.clock.until(() => call.count('turn.spoken') === 2);
}

describe('the recording of an output that was held and went back to the beginning of a word', () => {
  it('holds what a page has played, when it played it', async () => {
    const call = await new ScriptedCall({ replies: [LONG] }).greeted();
    await cough(call, (ms) => call.heardFor(ms));
    const { fromMs = Number.NaN, atMs: resumedAtMs } = call.last('output.resumed');
    const [first, again] = playbackSpans(call.events).filter(
      ({ segmentId }) => segmentId === 'p2.1',
    );
    const heldMs = (first?.samples ?? 0) / 16;
    expect(heldMs).toBe(COUGH_AFTER_MS + TURN_POLICIES.cold_call.softPauseAfterMs);
    expect(fromMs).toBeLessThan(heldMs);
    expect(again?.startMs).toBe(resumedAtMs);
    const start = first?.offsetSamples ?? 0;
    expect(((again?.offsetSamples ?? 0) - start) / 16).toBe(fromMs);
    const produced = call.all('segment.produced').find(({ segmentId }) => segmentId === 'p2.1');
    expect((again?.samples ?? 0) / 16 + fromMs).toBe((produced?.samples ?? 0) / 16);
  });

  it.each([0, 50])('holds what a telephone %i ms away has played', async (oneWayMs) => {
    const telephone = new TelephoneCall({ replies: [LONG], line: { oneWayMs } });
    await telephone.greeted();
    await cough(telephone.call, (ms) => telephone.heardFor(ms));
    const segments = telephone.call.all('segment.started').map(({ segmentId }) => segmentId);
    const all = Buffer.concat(segments.map((id) => telephone.soundOf(id)));
    const spans = playbackSpans(telephone.call.events);
    expect(spans.length).toBe(segments.length + 1);
    const perMs = MULAW_SAMPLE_RATE / 1000;
    // News of what was heard takes as long to the service as the sound took there.
    for (const { startMs, offsetSamples, samples } of spans) {
      const sound = telephone.twilio.heard.findLast(({ atMs }) => atMs <= startMs - oneWayMs);
      const at = Math.round((startMs - oneWayMs - (sound?.atMs ?? 0)) * perMs);
      // Where sound sets in again it is faded in.
      const from = at === 0 ? 40 : 0;
      const heard = sound?.mulaw.subarray(at + from, at + samples);
      const recorded = all.subarray(offsetSamples + from, offsetSamples + samples);
      expect(recorded.equals(heard ?? Buffer.of())).toBe(true);
    }
  });
});
