import { FRAME_SAMPLES } from './call-audio';
import { type Decision, SpeechDecider } from './speech-decider';

/** Nothing about loudness is known: the model's own frames count. */
const UNHEARD = { loudFrom: Number.POSITIVE_INFINITY, loudUntil: Number.POSITIVE_INFINITY };
const frames = (count: number): number => count * FRAME_SAMPLES;

function decide(probabilities: readonly number[], sound = UNHEARD): (Decision & { in: number })[] {
  const decider = new SpeechDecider();
  return probabilities.flatMap((probability, frame) => {
    const decision = decider.hear(probability, frames(frame + 1), sound);
    return decision ? [{ ...decision, in: frame }] : [];
  });
}

const times = (count: number, probability: number): number[] =>
  Array.from({ length: count }, () => probability);

describe('SpeechDecider', () => {
  it.each([
    ['two probable frames', [0.1, 0.6, 0.5], 2],
    ['one frame that is certain', [0.1, 0.8], 1],
    ['a certain frame after a probable one', [0.1, 0.5, 0.9], 2],
  ])('starts with %s, counting from the first', (_, probabilities, frame) => {
    expect(decide(probabilities)).toEqual([{ type: 'start', at: frames(1), in: frame }]);
  });

  it.each([
    ['a single probable frame', [0.1, 0.7, 0.2, 0.1]],
    ['probable frames that never follow each other', [0.7, 0.4, 0.7, 0.4, 0.7, 0.4]],
    ['noise', times(100, 0.3)],
  ])('does not start with %s', (_, probabilities) => {
    expect(decide(probabilities)).toEqual([]);
  });

  it('goes on through the silence between two words', () => {
    const probabilities = [...times(5, 0.9), ...times(7, 0.05), ...times(5, 0.9)];
    expect(decide(probabilities).map(({ type }) => type)).toEqual(['start']);
  });

  it('goes on while the model is in doubt', () => {
    const probabilities = [...times(5, 0.9), ...times(50, 0.4)];
    expect(decide(probabilities).map(({ type }) => type)).toEqual(['start']);
  });

  it('ends 250 ms after the last frame of a voice, and says where that was', () => {
    const [, end] = decide([...times(5, 0.9), ...times(20, 0.1)]);
    expect(end).toEqual({ type: 'end', at: frames(5), in: 12 });
  });

  it('counts the silence from the last sound where the model lets go late', () => {
    const sound = { loudFrom: 0, loudUntil: frames(5) - 1000 };
    const [, end] = decide([...times(5, 0.9), ...times(20, 0.1)], sound);
    expect(end).toEqual({ type: 'end', at: frames(5) - 1000, in: 8 });
  });

  it('waits for three frames without speech however long it was quiet', () => {
    const sound = { loudFrom: 0, loudUntil: 0 };
    const [, end] = decide([...times(50, 0.9), 0.1, 0.1, 0.1], sound);
    expect(end?.in).toBe(52);
    expect(end?.at).toBe(frames(50) - 1280);
  });

  it.each([
    ['shortly before the model noticed', frames(10) - 500, frames(10) - 500],
    ['long before, as a fan does', 0, frames(10) - 1280],
  ])('begins with a sound that began %s', (_, loudFrom, at) => {
    const probabilities = [...times(10, 0.1), 0.9];
    expect(decide(probabilities, { loudFrom, loudUntil: frames(11) })[0]?.at).toBe(at);
  });
});
