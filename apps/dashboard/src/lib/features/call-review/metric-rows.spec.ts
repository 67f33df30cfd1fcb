import type { DeliveryMetrics } from './call-detail';
import { bandWords, metricRows } from './metric-rows';

const metrics = (over: Partial<DeliveryMetrics> = {}): DeliveryMetrics => ({
  version: 1,
  durationMs: 60_000,
  traineeSpeechMs: 20_000,
  personaSpeechMs: 20_000,
  traineeWords: 50,
  personaWords: 50,
  talkShare: 0.5,
  wordsPerMinute: 150,
  fillers: { count: 1, perHundredWords: 2, perMinute: 1, occurrences: [] },
  hedges: { count: 0, perHundredWords: 0 },
  longestMonologue: null,
  questions: { count: 3, open: 2, followUps: 1, occurrences: [] },
  interruptions: { byTrainee: 1, byPersona: 0, occurrences: [] },
  responseGapMs: { median: 600, p90: 1400 },
  longPauses: { count: 0, totalMs: 0, longestMs: 0 },
  speakerChangesPerMinute: 4,
  enoughToScore: true,
  ...over,
});
const rowOf = (key: string, of: DeliveryMetrics, mode: 'cold_call' | 'interview' = 'interview') =>
  metricRows(of, mode).find((row) => row.key === key);

describe('delivery metrics as they are shown', () => {
  it('never shows what could not be measured as a zero', () => {
    const row = rowOf('pace', metrics({ wordsPerMinute: null }));
    expect(row?.value).toBe('not measurable');
    expect(row?.band).toBeUndefined();
  });

  it('says of a call that was typed that its voice was not measured', () => {
    const typed = metrics({ interruptions: null, longPauses: null });
    expect(rowOf('interruptions', typed)?.value).toBe('not measurable');
    expect(rowOf('pauses', typed)?.value).toBe('not measurable');
  });

  it.each([
    [100, 'below'],
    [150, 'within'],
    [190, 'above'],
  ])('places a pace of %i %s the usual range', (wordsPerMinute, place) => {
    expect(rowOf('pace', metrics({ wordsPerMinute }))?.band?.place).toBe(place);
  });

  it('has a band for the share of talking only where one is published', () => {
    expect(rowOf('talk-share', metrics(), 'interview')?.band?.place).toBe('within');
    expect(rowOf('talk-share', metrics(), 'cold_call')?.band).toBeUndefined();
  });

  it('words a band without judging', () => {
    expect(bandWords({ words: 'usually 1 to 2', place: 'above' })).toBe(
      'A little above the usual: usually 1 to 2',
    );
  });
});
