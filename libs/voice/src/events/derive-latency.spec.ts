import { ScriptedCall } from '../testing/scripted-call';
import { deriveLatency } from './derive-latency';
import type { TurnLatency } from './turn-latency';
import type { VoiceEvent, VoiceEventBody } from './voice-event';

type Entry = [atMs: number, body: VoiceEventBody];

const EARS = { provider: 'deepgram', model: 'nova-3' };
const BRAIN = { provider: 'openai', model: 'gpt-4.1-mini' };
const MOUTH = { provider: 'cartesia', model: 'sonic-3' };

const session = (engine = 'pipeline'): Entry => [
  0,
  { type: 'session.started', engine, outputSampleRate: 24_000 },
];
const committed = (
  atMs: number,
  more: { turnId?: string; startMs?: number; by?: 'text'; typed?: true } = {},
): Entry => {
  const { turnId = 't1', startMs = 200, by = 'silence', typed } = more;
  const heard = { text: 'Why?', startMs, endMs: startMs + 800, ...(typed && { typed }) };
  return [atMs, { type: 'turn.committed', turnId, by, ...heard }];
};
const started = (atMs: number, turnId = 'p1', answers = 't1'): Entry => [
  atMs,
  { type: 'reply.started', turnId, epoch: 1, answers },
];
const final = (atMs: number): Entry => [
  atMs,
  { type: 'transcript.final', text: 'Why?', source: EARS },
];
const spoken: Entry[] = [
  [220, { type: 'speech.started', sinceMs: 20 }],
  [1300, { type: 'speech.ended', sinceMs: 300 }],
];
const answered = (fromMs: number, turnId = 'p1'): Entry[] => [
  [fromMs + 210, { type: 'reply.first_token', turnId, source: BRAIN }],
  [fromMs + 290, { type: 'segment.started', turnId, segmentId: `${turnId}.1`, text: 'So.' }],
  [fromMs + 380, { type: 'segment.first_audio', segmentId: `${turnId}.1`, source: MOUTH }],
];
const played = (atMs: number, playedMs: number, turnId = 'p1'): Entry => [
  atMs,
  { type: 'playback.progress', segmentId: `${turnId}.1`, playedMs },
];
const logOf = (entries: readonly Entry[]): VoiceEvent[] =>
  [session(), ...entries].map(([atMs, body], at) => ({ seq: at + 1, atMs, ...body }));
const latencyOf = (...entries: Entry[]): TurnLatency[] => deriveLatency(logOf(entries));

const PIPELINE = { recogniser: EARS, languageModel: BRAIN, voice: MOUTH };
const REPLY = { turnId: 'p1', answers: 't1', atMs: 1600, speculation: null } as const;
const MADE = { firstTokenMs: 210, firstSentenceMs: 80, firstAudioMs: 90 };
const WHOLE = [...spoken, final(1450), committed(1600), started(1600), ...answered(1600)];

type Case = [name: string, entries: Entry[], latencies: TurnLatency[]];

const cases: Case[] = [
  [
    'of a turn that was spoken and answered tells every stage and who took it',
    [...WHOLE, played(2150, 100), played(2250, 200)],
    [
      {
        ...REPLY,
        ...MADE,
        eotDelayMs: 600,
        finalDelayMs: 450,
        transportMs: 70,
        responseMs: 1050,
        ...PIPELINE,
      },
    ],
  ],
  [
    'of a reply that nobody heard has what it came to',
    WHOLE,
    [{ ...REPLY, ...MADE, eotDelayMs: 600, finalDelayMs: 450, ...PIPELINE }],
  ],
  [
    'of a reply that was stopped before its first token tells how the turn ended',
    [...spoken, final(1450), committed(1600), started(1600)],
    [{ ...REPLY, eotDelayMs: 600, finalDelayMs: 450, recogniser: EARS }],
  ],
  [
    'of a typed turn has no end of speech, though a noise came before it',
    [
      ...spoken,
      final(1450),
      committed(1600, { by: 'text', typed: true }),
      started(1600),
      ...answered(1600),
      played(2150, 100),
    ],
    [{ ...REPLY, ...MADE, transportMs: 70, languageModel: BRAIN, voice: MOUTH }],
  ],
  [
    'takes no murmur under the former reply for the end of a turn',
    [...spoken, final(1450), committed(8000, { startMs: 7000 }), started(8000)],
    [{ ...REPLY, atMs: 8000, recogniser: EARS }],
  ],
  [
    'knows no end of a turn in which the trainee goes on',
    [...spoken, [1500, { type: 'speech.started' }], committed(1600), started(1600)],
    [{ ...REPLY }],
  ],
  [
    'counts a final transcript that came after its turn was committed',
    [...spoken, committed(1600), started(1600), final(1900)],
    [{ ...REPLY, eotDelayMs: 600, finalDelayMs: 900, recogniser: EARS }],
  ],
  [
    'takes no final of the next utterance for a late one',
    [...spoken, committed(1600), started(1600), [1700, { type: 'speech.started' }], final(1900)],
    [{ ...REPLY, eotDelayMs: 600 }],
  ],
  [
    'knows no delay of a final that was there before the end of speech',
    [final(900), ...spoken, committed(1600), started(1600)],
    [{ ...REPLY, eotDelayMs: 600, recogniser: EARS }],
  ],
  [
    'of a turn that was committed again gives each reply the end it answered',
    [
      ...WHOLE,
      [2000, { type: 'speech.started' }],
      [2500, { type: 'speech.ended' }],
      final(2700),
      committed(3000),
      started(3000, 'p2'),
    ],
    [
      { ...REPLY, ...MADE, eotDelayMs: 600, finalDelayMs: 450, ...PIPELINE },
      {
        turnId: 'p2',
        answers: 't1',
        atMs: 3000,
        speculation: null,
        eotDelayMs: 500,
        finalDelayMs: 200,
        recogniser: EARS,
      },
    ],
  ],
  [
    'of a turn that late words changed keeps the end it had',
    [...spoken, committed(1600), started(1600), final(1900), committed(1900), started(1900, 'p2')],
    [
      { ...REPLY, eotDelayMs: 600, finalDelayMs: 900, recogniser: EARS },
      {
        turnId: 'p2',
        answers: 't1',
        atMs: 1900,
        speculation: null,
        eotDelayMs: 900,
        finalDelayMs: 900,
        recogniser: EARS,
      },
    ],
  ],
  [
    'knows no first sound of a reply that was held before it was reported',
    [
      ...WHOLE,
      [2060, { type: 'output.paused', segmentId: 'p1.1' }],
      [2400, { type: 'output.resumed', segmentId: 'p1.1' }],
      played(2450, 60),
    ],
    [{ ...REPLY, ...MADE, eotDelayMs: 600, finalDelayMs: 450, ...PIPELINE }],
  ],
  [
    'lets nothing be heard before it was made',
    [...WHOLE, played(2000, 100)],
    [
      {
        ...REPLY,
        ...MADE,
        eotDelayMs: 600,
        finalDelayMs: 450,
        transportMs: 0,
        responseMs: 980,
        ...PIPELINE,
      },
    ],
  ],
  [
    'of a far end that speaks by itself has no voice, but what was heard',
    [
      ...spoken,
      final(1450),
      committed(1600),
      started(1600),
      ...answered(1600).slice(0, 2),
      played(2150, 100),
    ],
    [
      {
        ...REPLY,
        eotDelayMs: 600,
        finalDelayMs: 450,
        firstTokenMs: 210,
        firstSentenceMs: 80,
        responseMs: 1050,
        recogniser: EARS,
        languageModel: BRAIN,
      },
    ],
  ],
  [
    'leaves phrases out that no model wrote',
    [[0, opening()], ...answered(0), played(600, 100)],
    [],
  ],
  ['is empty without a call', [], []],
];

function opening(): VoiceEventBody {
  return { type: 'reply.started', turnId: 'p1', epoch: 1, phrase: 'opening' };
}

test.each(cases)('the latency %s', (_name, entries, latencies) => {
  expect(latencyOf(...entries)).toEqual(latencies);
});

describe('a reply that was begun early', () => {
  const early: Entry = [1200, { type: 'reply.speculated', turnId: 'p1', epoch: 1, answers: 't1' }];
  const released: Entry = [1600, { type: 'reply.released', turnId: 'p1', answers: 't1' }];
  const END = { eotDelayMs: 600, finalDelayMs: 450, ...PIPELINE };
  const used = { ...REPLY, speculation: 'used' } as const;

  test.each<Case>([
    [
      'waits with its audio for the end of the turn, and has saved what it took to make it',
      [
        ...spoken,
        early,
        final(1450),
        ...answered(1200),
        committed(1600),
        released,
        played(1750, 100),
      ],
      [{ ...used, ...MADE, ...END, transportMs: 50, responseMs: 650, savedMs: 380 }],
    ],
    [
      'has saved its lead when it was let go before there was audio',
      [...spoken, [1500, early[1]], final(1450), committed(1600), released, ...answered(1500)],
      [{ ...used, ...MADE, ...END, savedMs: 100 }],
    ],
    [
      'may be let go a moment before its turn is told',
      [...spoken, early, final(1450), ...answered(1200), released, committed(1600)],
      [{ ...used, ...MADE, ...END, savedMs: 380 }],
    ],
    [
      'is no reply when it did not fit',
      [...spoken, early, ...answered(1200), [1300, { type: 'reply.discarded', turnId: 'p1' }]],
      [],
    ],
    ['is no reply as long as nobody let it go', [...spoken, early, ...answered(1200)], []],
    [
      'answers the end it waited for, not an earlier one of the same turn',
      [
        committed(900),
        started(900, 'p0'),
        ...spoken,
        early,
        final(1450),
        ...answered(1200),
        released,
        committed(1600),
      ],
      [
        { turnId: 'p0', answers: 't1', atMs: 900, speculation: null },
        { ...used, ...MADE, ...END, savedMs: 380 },
      ],
    ],
  ])('%s', (_name, entries, latencies) => {
    expect(latencyOf(...entries)).toEqual(latencies);
  });
});

test('a model that speaks by itself is the one source of everything', () => {
  const model = { provider: 'openai', model: 'gpt-realtime' };
  const entries: Entry[] = [
    ...spoken,
    committed(1500),
    started(1500),
    [1700, { type: 'reply.first_token', turnId: 'p1', source: model }],
    [1710, { type: 'segment.started', turnId: 'p1', segmentId: 'p1.1', text: '' }],
    played(1900, 120),
  ];
  const log = logOf(entries).with(0, { seq: 1, atMs: 0, ...session('realtime')[1] });
  expect(deriveLatency(log)).toEqual([
    {
      ...REPLY,
      atMs: 1500,
      eotDelayMs: 500,
      firstTokenMs: 200,
      firstSentenceMs: 10,
      responseMs: 780,
      speechToSpeech: model,
    },
  ]);
});

test('a whole call tells of each of its answers how long everything took', async () => {
  const call = await new ScriptedCall({
    replies: [{ text: 'Go ahead.', firstTokenMs: 200 }],
    voice: { firstAudioMs: 100 },
  }).greeted();
  call.speech(true);
  await call.clock.advance(800);
  call.activity.next('end', 250);
  call.session.audio(new Int16Array(320));
  await call.clock.advance(50);
  call.recogniser.final('Why did you stay with them?');
  await call.heardFor(300);
  const [latency, ...more] = deriveLatency(call.events);
  const heard = call.last('playback.progress');
  expect(more).toEqual([]);
  expect(latency).toMatchObject({
    turnId: 'p2',
    answers: 't1',
    speculation: null,
    finalDelayMs: 300,
    firstTokenMs: 200,
    firstAudioMs: 100,
    transportMs: 0,
    recogniser: { provider: 'scripted', model: 'recogniser' },
    languageModel: { provider: 'scripted', model: 'script' },
    voice: { provider: 'scripted', model: 'voice' },
  });
  const ended = call.last('speech.ended').atMs - 250;
  expect(latency?.responseMs).toBe(heard.atMs - heard.playedMs - ended);
  expect(latency?.eotDelayMs).toBe(call.last('turn.committed').atMs - ended);
});
