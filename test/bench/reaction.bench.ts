import { SileroPool, SystemClock, type VoiceActivityDetector } from '@sparline/voice';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { BrowserPlayback } from '../../apps/api/src/gateways/browser/browser-playback';
import { type Benchmark, type BenchRow, rowOf } from './bench-table';
import { detectionDelays, SAMPLE_RATE } from './microphone';
import { POLICY, SimulatedCall } from './simulated-call';
import { spokenFrames, warmUp } from './spoken-frames';

const CALLS = 30;
const TURNS = 2;
const SPEECH_MS = 400;
const SCRIPT = {
  recogniser: { said: 'Hold on a second please.', interimMs: 200, finalMs: 100 },
  reply: 'We looked at something like this last year and nobody in the team found the time.',
  firstTokenMs: 50,
  firstAudioMs: 50,
};

/** Both in milliseconds from the first sample of speech. */
type Reaction = { foundMs: number; silentMs: number };

type Own = { voiceActivity?: VoiceActivityDetector; voice?: readonly Int16Array[] };

/** The service's own detector: from the first sample of speech to silence at the ear. */
async function byOwnDetector(at: number, own: Own = {}): Promise<Reaction[]> {
  const call = new SimulatedCall({ ...SCRIPT, phaseMs: at * 7, ...own });
  await call.greeted();
  const reactions: Reaction[] = [];
  let sounds = call.sounds();
  await call.microphone.say(SPEECH_MS);
  for (let turn = 0; turn < TURNS; turn += 1) {
    await sounds;
    await call.pass(300 + ((at * 137) % 400));
    const silenced = call.silenced();
    const found = call.until(({ type }) => type === 'speech.started').then(() => call.clock.now());
    sounds = call.sounds();
    let spokeAt = 0;
    await call.microphone.say(SPEECH_MS, (startsAt) => (spokeAt = startsAt));
    reactions.push({ foundMs: (await found) - spokeAt, silentMs: (await silenced) - spokeAt });
  }
  await call.end();
  return reactions;
}

/** Words that begin with a vowel, a nasal, a hiss, a breath and a glide. */
const WORDS = [
  'Actually, wait.',
  'No, not quite.',
  'Sorry, what?',
  'Hold on a second.',
  'We do that.',
];
const SAYINGS = WORDS.flatMap((text) => ['ash', 'coral'].map((voice) => ({ text, voice })));

/** Spoken words instead of tones, through the model in its thread. None without the built-in voice. */
async function bySilero(): Promise<Reaction[]> {
  const voices = await spokenFrames(SAYINGS);
  if (voices.length === 0) return [];
  const pool = new SileroPool({ clock: new SystemClock() });
  await warmUp(pool);
  const calls = Array.from({ length: CALLS }, (_call, at) =>
    byOwnDetector(at, {
      voice: voices[at % voices.length],
      voiceActivity: pool.detector(SAMPLE_RATE),
    }),
  );
  const reactions = (await Promise.all(calls)).flat();
  await pool.close();
  return reactions;
}

/** A page and its server over a real socket on this machine. */
async function connectedPage(): Promise<{ server: Server; page: Socket; far: Socket }> {
  const http = createServer();
  const server = new Server(http, { serveClient: false });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const arrived = new Promise<unknown>((resolve) => server.once('connection', resolve));
  const page = io(`http://127.0.0.1:${port}`, { transports: ['websocket'] });
  return { server, page, far: (await arrived) as Socket };
}

/** From the page's word that somebody speaks to the server's that the output is to be held. */
async function byThePage(): Promise<number[]> {
  const { server, page, far } = await connectedPage();
  const clock = new SystemClock();
  const wire = { emit: (event: string, ...rest: unknown[]) => void far.emit(event, ...rest) };
  const playback = new BrowserPlayback(clock, 24_000, false, wire);
  // Words that came in between would be an interruption, after which the page is told nothing more.
  const recogniser = { ...SCRIPT.recogniser, interimMs: 60_000, finalMs: 60_000 };
  const call = new SimulatedCall({ ...SCRIPT, recogniser, sink: playback });
  far.on('speech', ({ active }: { active: boolean }) => call.session.speech(active));
  far.on('playback', ({ segmentId, playedMs }: { segmentId: string; playedMs: number }) =>
    playback.report({ segmentId, playedMs }),
  );
  const reactions: number[] = [];
  page.once('audio', ({ segmentId }: { segmentId: string }) =>
    page.emit('playback', { segmentId, playedMs: 50 }),
  );
  const audible = call.until(({ type }) => type === 'playback.progress');
  call.session.start();
  await audible;
  for (let turn = 0; turn < 60; turn += 1) {
    const held = new Promise<number>((resolve) =>
      page.once('audio.pause', () => resolve(clock.now())),
    );
    const goesOn = new Promise((resolve) => page.once('audio.resume', resolve));
    const spokeAt = clock.now();
    page.emit('speech', { active: true });
    reactions.push((await held) - spokeAt);
    page.emit('speech', { active: false });
    call.session.text('mhm', true, 'recognition');
    await goesOn;
  }
  await call.end();
  playback.close();
  page.close();
  await server.close();
  return reactions;
}

function sileroRows(reactions: readonly Reaction[]): BenchRow[] {
  if (reactions.length === 0) return [];
  const found = reactions.map(({ foundMs }) => foundMs);
  const silent = reactions.map(({ silentMs }) => silentMs);
  return [
    rowOf('by Silero on the server, from the first sample of a word', silent, {
      unit: 'ms',
      target: 'p95 130',
    }),
    rowOf('  of it detection', found, { unit: 'ms' }),
  ];
}

export const reaction: Benchmark = {
  name: 'reaction',
  about: 'The trainee starts to speak -> the persona is silent',
  run: async (): Promise<BenchRow[]> => {
    const calls = Array.from({ length: CALLS }, (_call, at) => byOwnDetector(at));
    const silent = (await Promise.all(calls)).flat().map(({ silentMs }) => silentMs);
    const givenMs = Math.max(detectionDelays(SPEECH_MS).startMs, POLICY.softPauseAfterMs);
    return [
      ...sileroRows(await bySilero()),
      rowOf("by the server's detector of loudness, from the first sample", silent, {
        unit: 'ms',
        target: 'p95 130',
      }),
      rowOf(
        '  of it neither detection nor deliberate delay',
        silent.map((ms) => ms - givenMs),
        { unit: 'ms' },
      ),
      rowOf("by the page's detector: its word to the server's answer", await byThePage(), {
        unit: 'ms',
        target: 'p95 100',
      }),
    ];
  },
};
