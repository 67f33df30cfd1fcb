import fc from 'fast-check';
import { deriveTurns } from '../events/derive-turns';
import { replay } from '../events/replay';
import { ProviderError } from '../resilience/provider-error';
import { ScriptedCall } from '../testing/scripted-call';
import type { ScriptedReply } from '../testing/scripted-language-model';

const RUNS = 250;
const LONG = 'We looked at three vendors last year. None of them could show any numbers at all.';
const failed = new ProviderError('scripted', 'server', 'It broke.');

type Act = (call: ScriptedCall) => void | Promise<void>;

const words = fc.constantFrom('', 'um', 'mhm', 'wait', 'tell me about the price', 'we help and');
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.boolean().map(
    (on): Act =>
      (call) =>
        call.speech(on),
  ),
  fc.boolean().map(
    (on): Act =>
      (call) =>
        call.session.speech(on),
  ),
  fc.boolean().map(
    (on): Act =>
      (call) =>
        call.session.talk(on),
  ),
  words.map(
    (text): Act =>
      (call) =>
        call.recogniser.interim(text),
  ),
  words.map(
    (text): Act =>
      (call) =>
        call.recogniser.final(text),
  ),
  words.map(
    (text): Act =>
      (call) =>
        call.session.text(text, true),
  ),
  words.map(
    (text): Act =>
      (call) =>
        call.session.text(text, false),
  ),
  words.map(
    (text): Act =>
      (call) =>
        call.recogniser.emit({ type: 'eager', text }),
  ),
  words.map(
    (text): Act =>
      (call) =>
        call.recogniser.emit({ type: 'final', text, turnEnded: true }),
  ),
  fc.constant<Act>((call) => call.recogniser.emit({ type: 'resumed' })),
  fc.constant<Act>((call) => call.recogniser.emit({ type: 'error', error: failed })),
);
const wait = fc.constantFrom(20, 90, 250, 600, 1400, 4000).map(
  (ms): Act =>
    (call) =>
      call.clock.advance(ms),
);

const reply: fc.Arbitrary<string | ScriptedReply> = fc.constantFrom<string | ScriptedReply>(
  LONG,
  LONG,
  'I see.',
  '',
  { text: 'Well, that is', error: failed },
  { text: LONG, hangs: true },
  { text: 'Goodbye now.', tools: [{ name: 'end_call' }] },
);

/** Nothing more is written of what was cleared. */
function writtenAfterClear({ sink }: ScriptedCall): string[] {
  const cleared = new Set<string>();
  return sink.calls.flatMap(({ call, segmentId }) => {
    if (call === 'clear') cleared.add(segmentId);
    return call === 'write' && cleared.has(segmentId) ? [segmentId] : [];
  });
}

/** What was heard of a turn is the beginning of what was written for it. */
function heardOtherwise(call: ScriptedCall): string[] {
  return call
    .all('turn.spoken')
    .filter(({ generatedText, heardText }) => !generatedText.startsWith(heardText))
    .map(({ heardText }) => heardText);
}

/** Sound of what was prepared before it became the answer. */
function heardTooEarly(call: ScriptedCall): string[] {
  const keptBack = new Set<string>();
  return call.events.flatMap((event) => {
    if (event.type === 'reply.speculated') keptBack.add(event.turnId);
    if (event.type === 'reply.released') keptBack.delete(event.turnId);
    if (event.type !== 'playback.progress') return [];
    return keptBack.has(event.segmentId.split('.')[0] ?? '') ? [event.segmentId] : [];
  });
}

test.each(['open', 'hold'] as const)(
  'whatever comes in which order (%s), the call stays whole and comes to its end',
  async (talk) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(act, wait), { maxLength: 30 }),
        fc.array(reply, { minLength: 1, maxLength: 5 }),
        fc.array(fc.constantFrom(undefined, undefined, 3, 'fails'), { minLength: 1, maxLength: 6 }),
        async (acts, replies, troubles) => {
          const call = new ScriptedCall({
            replies,
            session: { talk },
            voice: {
              trouble: (nth) => {
                const trouble = troubles[nth % troubles.length];
                if (trouble === 'fails') return { error: failed };
                return trouble === undefined ? undefined : { stallAfterFrames: Number(trouble) };
              },
            },
          });
          call.session.start();
          for (const step of acts) await step(call);
          call.session.talk(false);
          call.session.speech(false);
          await call.clock.until(() => call.ended !== null, 600_000);
          await call.clock.advance(5000);
          expect(call.answeredTwice()).toEqual([]);
          expect(writtenAfterClear(call)).toEqual([]);
          expect(heardOtherwise(call)).toEqual([]);
          expect(heardTooEarly(call)).toEqual([]);
          expect(call.clock.pending).toBe(0);
          expect(call.all('session.ended')).toHaveLength(1);
          expect(call.events.at(-1)?.type).toBe('session.ended');
          expect(call.events.map(({ seq }) => seq)).toEqual(call.events.map((_, at) => at + 1));
          expect(replay(call.events).difference).toBeNull();
          const ids = deriveTurns(call.events).map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
      { numRuns: RUNS },
    );
  },
  60_000,
);
