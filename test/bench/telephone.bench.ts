import type { VoiceEvent } from '@sparline/voice';
import { SystemClock } from '@sparline/voice';
import { type Benchmark, type BenchRow, rowOf } from './bench-table';
import { wordTimes } from './fixed-delay-providers';
import { type Difference, differenceOf, REPLY, rowsOf, type Spoken } from './heard.bench';
import { detectionDelays } from './microphone';
import { POLICY, SimulatedCall } from './simulated-call';
import { ONE_WAY_MS, shareOut, TelephoneLine } from './telephone-line';

const CALLS = 20;
const TURNS = 2;
const SPEECH_MS = 400;
const COUGH_MS = 200;
const FRAME_MS = 20;

type Recogniser = { said: string; interimMs?: number; finalMs: number };

/** One phone call and its whole log. */
class BenchCall {
  private constructor(
    readonly line: TelephoneLine,
    readonly call: SimulatedCall,
    private readonly events: readonly VoiceEvent[],
  ) {}

  static async start(recogniser: Recogniser, phaseMs: number): Promise<BenchCall> {
    let call: SimulatedCall | null = null;
    const onSamples = (samples: Int16Array): void => call?.session.audio(samples);
    const line = new TelephoneLine(new SystemClock(), onSamples);
    const events: VoiceEvent[] = [];
    call = new SimulatedCall({
      recogniser,
      reply: REPLY,
      firstTokenMs: 50,
      firstAudioMs: 50,
      phaseMs,
      sink: line.playback,
      line: (frame) => line.say(frame),
      onEvent: (event) => void events.push(event),
    });
    await call.greeted();
    return new BenchCall(line, call, events);
  }

  /** The persona begins to answer; resolves with a moment just before its first sound. */
  async answered(): Promise<number> {
    const beforeMs = this.call.clock.now();
    await this.call.until(({ type }) => type === 'playback.progress');
    return beforeMs;
  }

  of<T extends VoiceEvent['type']>(type: T): Extract<VoiceEvent, { type: T }>[] {
    return this.events.filter(
      (event): event is Extract<VoiceEvent, { type: T }> => event.type === type,
    );
  }

  async end(): Promise<void> {
    await this.call.end();
    this.line.close();
  }
}

type Cut = { difference: Difference; reactionMs: number };

async function interrupted(at: number, interimMs: number): Promise<Cut[]> {
  const recogniser = { said: 'Hold on a second please.', interimMs, finalMs: 100 };
  const bench = await BenchCall.start(recogniser, at * 7);
  const { call, line } = bench;
  const cuts: Cut[] = [];
  let begins = bench.answered();
  await call.microphone.say(SPEECH_MS);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const beganAfterMs = await begins;
    await call.pass(700 + ((at * 137 + turn * 411) % 2000));
    const cutOff = call.until(({ type }) => type === 'turn.spoken');
    let spokeAtMs = 0;
    const said = call.microphone.say(SPEECH_MS, (startsAtMs) => (spokeAtMs = startsAtMs));
    const spoken = (await cutOff) as Spoken;
    begins = bench.answered();
    // What was under way to the ear is heard before the cut arrives there.
    await call.pass(3 * ONE_WAY_MS);
    const heardMs = line.heardSince(beganAfterMs).reduce((sum, ms) => sum + ms, 0);
    const own = bench.of('segment.started').filter(({ turnId }) => turnId === spoken.turnId);
    const produced = bench
      .of('segment.produced')
      .filter(({ segmentId }) => own.some((segment) => segment.segmentId === segmentId));
    const playedMs = shareOut(heardMs, produced);
    const difference = differenceOf(spoken, { playedMs }, own);
    cuts.push({ difference, reactionMs: line.silentSinceMs - spokeAtMs });
    await said;
  }
  await bench.end();
  return cuts;
}

type Resumed = { lostMs: number; wordsTwice: number; wordsLost: number };

/** A cough holds the reply, which then goes on: what the ear had of it, against what was made. */
async function coughed(at: number): Promise<Resumed> {
  const bench = await BenchCall.start({ said: 'Um.', finalMs: 100 }, at * 7);
  const { call, line } = bench;
  // The question is typed: this recogniser makes out no words.
  const begins = bench.answered();
  call.session.text('And what did you do then?', true, 'typing');
  const beganAfterMs = await begins;
  await call.pass(500 + ((at * 137) % 2500));
  const spoken = call.until(({ type }) => type === 'turn.spoken');
  const goesOn = call.until(({ type }) => type === 'output.resumed');
  await call.microphone.say(COUGH_MS);
  const resumed = (await goesOn) as Extract<VoiceEvent, { type: 'output.resumed' }>;
  const heldMs = line.heardSince(beganAfterMs).reduce((sum, ms) => sum + ms, 0);
  const resumedAtMs = call.clock.now();
  await spoken;
  await call.pass(3 * ONE_WAY_MS);
  const afterMs = line.heardSince(resumedAtMs).reduce((sum, ms) => sum + ms, 0);
  await bench.end();
  return resumedExactly(bench, resumed, { heldMs, afterMs });
}

/** Sound is heard in the order it was made, so its length alone tells what is missing. */
function resumedExactly(
  bench: BenchCall,
  { segmentId, fromMs }: { segmentId: string; fromMs?: number },
  heard: { heldMs: number; afterMs: number },
): Resumed {
  const reply = bench.of('segment.produced').filter((made) => made.segmentId.startsWith('p2.'));
  const heldMs = shareOut(heard.heldMs, reply).get(segmentId) ?? 0;
  const toldMs = bench
    .of('playback.progress')
    .filter((report) => report.segmentId === segmentId && report.seq < resumedSeq(bench))
    .reduce((most, { playedMs }) => Math.max(most, playedMs), 0);
  const from = fromMs ?? toldMs;
  const lengths = [...shareOut(Infinity, reply)];
  const leftMs = lengths
    .slice(lengths.findIndex(([id]) => id === segmentId))
    .map(([id, ms]) => Math.ceil((ms - (id === segmentId ? from : 0)) / FRAME_MS) * FRAME_MS)
    .reduce((sum, ms) => sum + ms, 0);
  const text = bench.of('segment.started').find((begun) => begun.segmentId === segmentId)?.text;
  const words = wordTimes(text ?? '');
  return {
    lostMs: Math.max(0, from - heldMs) + Math.max(0, leftMs - heard.afterMs - FRAME_MS),
    wordsTwice: words.filter(({ startMs, endMs }) => startMs >= from && endMs <= heldMs).length,
    // More than half of it was never heard.
    wordsLost: words.filter(
      ({ startMs, endMs }) => (startMs + endMs) / 2 > heldMs && startMs < from,
    ).length,
  };
}

const resumedSeq = (bench: BenchCall): number => bench.of('output.resumed')[0]?.seq ?? 0;

/** Ten at a time: more would disturb each other. */
async function all<T>(run: (at: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let first = 0; first < CALLS; first += 10) {
    const batch = Array.from({ length: Math.min(10, CALLS - first) }, (_, at) => run(first + at));
    results.push(...(await Promise.all(batch)));
  }
  return results;
}

export const telephone: Benchmark = {
  name: 'telephone',
  about: `A phone line ${ONE_WAY_MS} to ${ONE_WAY_MS + 10} ms away: history against what was heard, silence after speech, resuming`,
  run: async (): Promise<BenchRow[]> => {
    const cutAtOnce = await all((at) => interrupted(at, 30));
    const heldFirst = await all((at) => interrupted(at, 250));
    const resumes = await all(coughed);
    const reactions = heldFirst.flat().map(({ reactionMs }) => reactionMs);
    const ownDelayMs = Math.max(detectionDelays(SPEECH_MS).startMs, POLICY.softPauseAfterMs);
    return [
      ...rowsOf(
        'cut before the ear has told',
        cutAtOnce.flat().map(({ difference }) => difference),
      ),
      ...rowsOf(
        'held first',
        heldFirst.flat().map(({ difference }) => difference),
      ),
      rowOf('speech to silence at the ear', reactions, { unit: 'ms', target: 'p95 130' }),
      rowOf(
        '  of it neither detection, deliberate delay nor distance',
        reactions.map((ms) => ms - ownDelayMs - 2 * ONE_WAY_MS),
        { unit: 'ms' },
      ),
      rowOf(
        'false interruption: words lost',
        resumes.map(({ wordsLost }) => wordsLost),
        { unit: 'words', target: '0' },
      ),
      rowOf(
        'false interruption: whole words said twice',
        resumes.map(({ wordsTwice }) => wordsTwice),
        { unit: 'words', target: '0' },
      ),
      rowOf(
        'false interruption: sound lost',
        resumes.map(({ lostMs }) => lostMs),
        { unit: 'ms' },
      ),
    ];
  },
};
