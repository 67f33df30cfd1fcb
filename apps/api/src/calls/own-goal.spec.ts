import type { VoiceEvent, VoiceEventBody } from '@sparline/voice';
import { ownGoalOf } from './own-goal';

const log = (...bodies: VoiceEventBody[]): VoiceEvent[] =>
  [started, ...bodies].map((body, seq) => ({ seq, atMs: seq * 1000, ...body }));
const started: VoiceEventBody = {
  type: 'session.started',
  engine: 'pipeline',
  outputSampleRate: 24_000,
};
const heard: VoiceEventBody = { type: 'speech.started' };
const played: VoiceEventBody[] = [
  { type: 'segment.produced', segmentId: 's', offsetSamples: 0, samples: 24_000 },
  { type: 'playback.progress', segmentId: 's', playedMs: 500 },
];
const said = (words: number): VoiceEventBody => ({
  type: 'turn.committed',
  turnId: 't',
  text: Array.from({ length: words }, () => 'word').join(' '),
  startMs: 0,
  endMs: 1000,
  by: 'silence',
});
const spoken = (turnId: string): VoiceEventBody => ({
  type: 'turn.spoken',
  turnId,
  generatedText: 'Well.',
  heardText: 'Well.',
  estimated: false,
  interrupted: false,
  startMs: 0,
  endMs: 1000,
});
const replyFailed: VoiceEventBody = {
  type: 'turn.input',
  input: { type: 'reply.failed', epoch: 1 },
};
const apology: VoiceEventBody[] = [
  { type: 'reply.started', turnId: 'sorry', epoch: 2, phrase: 'apology' },
  spoken('sorry'),
];
const deaf: VoiceEventBody = {
  type: 'provider.failed',
  stage: 'stt',
  provider: 'deepgram',
  kind: 'network',
};

describe('a call costs its trainee', () => {
  it.each([
    ['something when it was held', 'trainee_hung_up', [heard, ...played, said(20)], undefined],
    [
      'something when a provider failed and another went on',
      'trainee_hung_up',
      [heard, deaf, ...played, said(30)],
      undefined,
    ],
    [
      'something when one answer failed and the next came',
      'trainee_hung_up',
      [heard, ...played, said(30), replyFailed, ...apology, spoken('a')],
      undefined,
    ],
    ['nothing when it failed', 'failed', [heard, ...played, said(90)], 'our_failure'],
    ['nothing when it crashed', 'crashed', [heard, ...played, said(90)], 'our_failure'],
    [
      'nothing when nobody could hear any more',
      'failed',
      [heard, ...played, said(90), { ...deaf, fatal: true }],
      'provider_outage',
    ],
    [
      'nothing when no answer came any more',
      'trainee_hung_up',
      [heard, ...played, said(30), spoken('a'), replyFailed, ...apology],
      'provider_outage',
    ],
    [
      'nothing when the line was lost without a word',
      'disconnected',
      [heard, ...played],
      'broken_audio',
    ],
    ['nothing when no sound arrived', 'silence', [...played], 'broken_audio'],
    [
      'nothing when nothing could be understood',
      'silence',
      [heard, ...played, { type: 'turn.unheard' }],
      'broken_audio',
    ],
    [
      'nothing when the persona was never heard',
      'trainee_hung_up',
      [heard, played[0]!, said(40)],
      'broken_audio',
    ],
    [
      'nothing when hardly a word was said',
      'trainee_hung_up',
      [heard, ...played, said(19)],
      'few_words',
    ],
    ['nothing when somebody was there and kept silent', 'silence', [heard, ...played], 'few_words'],
  ] as [string, string, VoiceEventBody[], string | undefined][])(
    '%s',
    (_, endReason, bodies, reason) => {
      expect(ownGoalOf({ endReason, events: log(...bodies) })).toBe(reason);
    },
  );

  it('nothing where much was said to the greeter and hardly a word to the persona', () => {
    const prelude = log({ ...started, prelude: true }, heard, ...played, said(50)).slice(1);
    const practised = log({ ...said(5), turnId: 'later' } as VoiceEventBody);
    const events = [...prelude, ...practised];
    expect(ownGoalOf({ endReason: 'trainee_hung_up', events })).toBe('few_words');
  });
});
