import { QuietBatch, type Urgency } from './quiet-batch';

function sentBy(frames: readonly (readonly [number, Urgency])[]): number[][] {
  const sent: number[][] = [];
  const batch = new QuietBatch((audio) => sent.push([...audio]));
  for (const [frame, urgency] of frames) batch.write(Uint8Array.of(frame), urgency);
  return sent;
}
const all = (urgency: Urgency, ...frames: number[]): (readonly [number, Urgency])[] =>
  frames.map((frame) => [frame, urgency] as const);

test.each<[string, (readonly [number, Urgency])[], number[][]]>([
  ['what is quiet, five frames at a time', all('quiet', 1, 2, 3, 4, 5, 6), [[1, 2, 3, 4, 5]]],
  ['what may be speech, at once', all('unsure', 1, 2), [[1], [2]]],
  ['what may be speech, with what has waited', [...all('quiet', 1, 2), [3, 'unsure']], [[1, 2, 3]]],
  [
    'speech that is known, two frames at a time',
    all('speech', 1, 2, 3, 4),
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    'speech that becomes known, with nothing lost or moved',
    [
      ...all('quiet', 1),
      ...all('unsure', 2, 3),
      ...all('speech', 4, 5, 6),
      ...all('quiet', 7, 8, 9, 10),
    ],
    [[1, 2], [3], [4, 5], [6, 7, 8, 9, 10]],
  ],
])('sends %s', (_what, frames, sent) => expect(sentBy(frames)).toEqual(sent));

test('a longer frame than before finds room', () => {
  const sent: number[] = [];
  const batch = new QuietBatch((audio) => sent.push(audio.length));
  for (const length of [1, 1, 1, 1, 9, 9, 9, 9, 9, 9]) batch.write(new Uint8Array(length), 'quiet');
  expect(sent).toEqual([13, 45]);
});
