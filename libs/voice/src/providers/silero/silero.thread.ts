import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { CallAudio, FRAME_SAMPLES } from './call-audio';
import type { FromSilero, SileroThreadData, ToSilero } from './silero-messages';
import { JUDGED, RUNG } from './silero-messages';
import { freshState, MAX_BATCH, SileroModel, type SileroState } from './silero-model';
import { START_PROBABILITY } from './speech-decider';

type Call = { id: number; audio: CallAudio; state: SileroState; position: number };

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread only.');
const send = (message: FromSilero): void => port.postMessage(message);
const { bell } = workerData as SileroThreadData;
const calls = new Map<number, Call>();
/** Calls take turns, so that one with a long stretch to catch up on holds up no other. */
let last = 0;
let working = false;
let rung = false;

/** Up to a batch of calls that have a whole frame, beginning behind the one served last. */
function callsWithFrames(): Call[] {
  const behind: Call[] = [];
  const before: Call[] = [];
  for (const call of calls.values()) {
    if (hasFrame(call)) (call.id > last ? behind : before).push(call);
  }
  return [...behind, ...before].slice(0, MAX_BATCH);
}

/** `until` before `from`: whoever sees a new end sees the beginning that was written ahead of it. */
function hasFrame(call: Call): boolean {
  const { until, from } = call.audio;
  if (from > call.position) {
    call.position = from;
    call.state.fill(0);
  }
  return until - call.position >= FRAME_SAMPLES;
}

async function judge(model: SileroModel, batch: readonly Call[]): Promise<void> {
  batch.forEach(({ audio, position }, frame) =>
    audio.readFrame(position, model.input, SileroModel.offsetOf(frame)),
  );
  const probabilities = await model.run(batch.map(({ state }) => state));
  Atomics.add(bell, JUDGED, 1);
  const alerted: number[] = [];
  batch.forEach((call, frame) => {
    const probability = probabilities[frame] ?? 0;
    call.audio.judged(call.position, probability);
    call.position += FRAME_SAMPLES;
    if (probability >= START_PROBABILITY && call.audio.alert) alerted.push(call.id);
    last = call.id;
  });
  if (alerted.length > 0) send({ type: 'alert', ids: alerted });
}

/** Until nothing is left; between two batches messages are read. */
async function work(model: SileroModel): Promise<void> {
  working = true;
  while (rung) {
    rung = false;
    Atomics.store(bell, RUNG, 0);
    for (let batch = callsWithFrames(); batch.length > 0; batch = callsWithFrames()) {
      await judge(model, batch);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  working = false;
}

/** Nothing comes before `ready` was sent. */
function receive(message: ToSilero, model: SileroModel): void {
  if (message.type === 'open') {
    const audio = new CallAudio(message.memory);
    calls.set(message.id, { id: message.id, audio, state: freshState(), position: 0 });
  } else if (message.type === 'close') calls.delete(message.id);
  else {
    rung = true;
    if (!working) work(model).catch(fail);
  }
}

/** The first runs compile, and so does the first of each batch size; no call should wait for that. */
async function warmUp(model: SileroModel): Promise<void> {
  for (let run = 0; run < 5 * MAX_BATCH; run++) {
    await model.run(Array.from({ length: 1 + (run % MAX_BATCH) }, freshState));
  }
}

async function serve(port: MessagePort): Promise<void> {
  let model: SileroModel | null = null;
  // From the very beginning: a thread that nothing keeps busy waits, deaf, until its WebAssembly has
  // been optimised, which takes seconds.
  port.on('message', (message: ToSilero) => {
    if (model) receive(message, model);
  });
  const loaded = await SileroModel.load();
  await warmUp(loaded);
  model = loaded;
  send({ type: 'ready' });
}

/** Told before it is thrown, since the runtime's own listeners may swallow it. */
function fail(error: unknown): void {
  send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

serve(port).catch(fail);
