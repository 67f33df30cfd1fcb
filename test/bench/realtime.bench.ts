import { OpenAiRealtime, SystemClock } from '@sparline/voice';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { websocketAddress } from '../../libs/voice/src/providers/recognition/websocket-address';
import { type Benchmark, type BenchRow, rowOf } from './bench-table';
import { FixedDelaySpeaker } from './fixed-delay-speaker';
import { BY_LOUDNESS, processorRows, underLoad } from './load.bench';
import { POLICY, SimulatedCall } from './simulated-call';
import { telephoneRows } from './telephone-load';

const SPEECH_MS = 400;
/** Silence that the model needs to be sure that speech has stopped. */
const SILENCE_MS = 200;
const NOTICE_MS = 100;
const FIRST_AUDIO_MS = 160;
const ONE_WAY_MS = 25;
const CALLS = 20;
const REPLY =
  'We looked at something like this last year and nobody in the team found the time to try it out';

const NO_PIPELINE = { recogniser: { said: '', finalMs: 0 }, firstTokenMs: 0, firstAudioMs: 0 };

class RealtimeCall {
  readonly speaker: FixedDelaySpeaker;
  readonly call: SimulatedCall;

  constructor(reply: string, options: { phaseMs: number; oneWayMs?: number }) {
    const clock = new SystemClock();
    const script = { reply, firstAudioMs: FIRST_AUDIO_MS, timesRealTime: 4 };
    this.speaker = new FixedDelaySpeaker(clock, script);
    this.call = new SimulatedCall({ ...NO_PIPELINE, ...options, reply, speaker: this.speaker });
  }

  /** Says something that the model hears with its usual delays; resolves with when it was said. */
  async says(ms: number): Promise<number> {
    const { clock, microphone } = this.call;
    const saidAt = await microphone.say(ms, (startedAt) => {
      const at = startedAt + NOTICE_MS;
      clock.setTimer(at - clock.now(), () => this.speaker.hearsSpeech(NOTICE_MS));
    });
    const at = saidAt + SILENCE_MS;
    clock.setTimer(at - clock.now(), () =>
      this.speaker.hearsSilence(SILENCE_MS, 'Hold on a second please.'),
    );
    return saidAt;
  }
}

/** Less the persona's patience, which holds the model's silence, and the model's first sound. */
const GIVEN_MS = Math.max(POLICY.minSilenceMs, SILENCE_MS) + FIRST_AUDIO_MS;

async function ownShareOf(at: number, turns: number): Promise<number[]> {
  const realtime = new RealtimeCall('Too much.', { phaseMs: (at * 997) % 1500 });
  const { call } = realtime;
  const shares: number[] = [];
  await call.greeted();
  for (let turn = 0; turn < turns; turn += 1) {
    const answered = call.until(({ type }) => type === 'turn.spoken');
    const sounds = call.sounds();
    const saidAt = await realtime.says(SPEECH_MS);
    shares.push((await sounds) - saidAt - GIVEN_MS);
    await answered;
  }
  await call.end();
  return shares;
}

async function concurrent(calls: number, turns: number): Promise<number[]> {
  const all = Array.from({ length: calls }, (_call, at) => ownShareOf(at, turns));
  return (await Promise.all(all)).flat();
}

/** Where the model's memory of its reply was cut, against what the ear has played of it. */
async function differenceOf(at: number): Promise<number[]> {
  const realtime = new RealtimeCall(REPLY, { phaseMs: at * 7, oneWayMs: ONE_WAY_MS });
  const { call, speaker } = realtime;
  const differences: number[] = [];
  await call.greeted();
  let sounds = call.sounds();
  await realtime.says(SPEECH_MS);
  for (let cut = 0; cut < 2; cut += 1) {
    await sounds;
    await call.pass(700 + ((at * 137 + cut * 411) % 2000));
    const cutOff = call.until(({ type }) => type === 'turn.spoken');
    sounds = call.sounds();
    await realtime.says(SPEECH_MS);
    const spoken = await cutOff;
    // What was under way to the ear is heard before the cut arrives there.
    await call.pass(2 * ONE_WAY_MS);
    const turnId = spoken.type === 'turn.spoken' ? spoken.turnId : '';
    const heardMs = call.ear.playedMs.get(`${turnId}.1`) ?? Number.NaN;
    differences.push(Math.abs(speaker.cutAtMs - heardMs));
  }
  await call.end();
  return differences;
}

/** The real client over real sockets; the vendor's end runs elsewhere. */
async function loadRows(): Promise<BenchRow[]> {
  const peer = fork(join(__dirname, `realtime-peer${__filename.endsWith('.ts') ? '.ts' : '.js'}`));
  const baseUrl = await new Promise<string>((resolve) => peer.once('message', resolve as never));
  const speaker = new OpenAiRealtime({ clock: new SystemClock(), model: 'peer', baseUrl });
  const rows: BenchRow[] = [];
  // Most calls first: by the time of the single one everything is compiled.
  for (const calls of [100, 50, 1]) {
    const load = await underLoad(calls, { ...BY_LOUDNESS, speaker });
    const { replies, starved } = load;
    const many = `${calls} call${calls === 1 ? '' : 's'} at 16 and 24 kHz`;
    rows.push(...processorRows(load, { calls, many, target: '4' }));
    rows.push({
      name: `gaps in the persona's sound, ${many}`,
      n: replies,
      p50: starved.length,
      unit: 'in n replies',
      target: '0',
    });
  }
  const url = websocketAddress(baseUrl, '/realtime', { model: 'peer' });
  rows.push(...(await telephoneRows({ speaker, url })));
  peer.disconnect();
  return rows;
}

export const realtime: Benchmark = {
  name: 'realtime',
  about: `A speech-to-speech model: share and memory at its port (ear ${ONE_WAY_MS} ms away), processor time (less the bench's own microphones) with the real client over sockets, of a browser's call and of a telephone's`,
  run: async (): Promise<BenchRow[]> => {
    // Most calls first: by the time of the single one everything is compiled, as in a service that runs.
    const [many, one] = [await concurrent(100, 4), await concurrent(1, 10)];
    const cuts = await Promise.all(Array.from({ length: CALLS }, (_c, at) => differenceOf(at)));
    return [
      rowOf('own share, 1 call', one, { unit: 'ms', target: 'p95 5' }),
      rowOf('own share, 100 concurrent calls', many, { unit: 'ms', target: 'p95 10' }),
      rowOf('memory against what was heard', cuts.flat(), { unit: 'ms', target: 'p50 20' }),
      ...(await loadRows()),
    ];
  },
};
