import { type Benchmark, type BenchRow, rowOf } from './bench-table';
import { detectionDelays } from './microphone';
import { POLICY, SimulatedCall } from './simulated-call';

const SPEECH_MS = 400;
const FINAL_MS = 100;
const FIRST_TOKEN_MS = 100;
const FIRST_AUDIO_MS = 60;

/**
 * From the last sample of the trainee's speech to the first audible one of the answer, less the
 * silence that ends a turn (the detector's hang-over and the persona's own patience) and what the
 * providers take. Late timers count as the service's own, also those of the simulated providers: a
 * busy process reads what came from outside just as late.
 */
async function ownShareOf(call: SimulatedCall, turns: number): Promise<number[]> {
  // The persona's patience counts from the last sample, the recogniser's delay from being told.
  const afterSpeechMs = Math.max(POLICY.minSilenceMs, detectionDelays(SPEECH_MS).endMs + FINAL_MS);
  const givenMs = afterSpeechMs + FIRST_TOKEN_MS + FIRST_AUDIO_MS;
  const shares: number[] = [];
  await call.greeted();
  for (let turn = 0; turn < turns; turn += 1) {
    const answered = call.until(({ type }) => type === 'turn.spoken');
    const sounds = call.sounds();
    const saidAt = await call.microphone.say(SPEECH_MS);
    shares.push((await sounds) - saidAt - givenMs);
    await answered;
  }
  await call.end();
  return shares;
}

async function concurrent(calls: number, turns: number): Promise<number[]> {
  const shares = await Promise.all(
    Array.from({ length: calls }, async (_call, at) => {
      const call = new SimulatedCall({
        recogniser: { said: 'What does that cost?', finalMs: FINAL_MS },
        reply: 'Too much.',
        firstTokenMs: FIRST_TOKEN_MS,
        firstAudioMs: FIRST_AUDIO_MS,
        phaseMs: (at * 997) % 1500,
      });
      return ownShareOf(call, turns);
    }),
  );
  return shares.flat();
}

export const latency: Benchmark = {
  name: 'latency',
  about: "The service's own share of the response time, pipeline",
  run: async (): Promise<BenchRow[]> => {
    // Most calls first: by the time of the single one everything is compiled, as in a service that runs.
    const [many, one] = [await concurrent(100, 4), await concurrent(1, 10)];
    return [
      rowOf('own share, 1 call', one, { unit: 'ms', target: 'p95 20' }),
      rowOf('own share, 100 concurrent calls', many, { unit: 'ms', target: 'p95 30' }),
    ];
  },
};
