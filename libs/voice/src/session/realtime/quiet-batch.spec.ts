import { QuietBatch } from './quiet-batch';

test('what is quiet goes out five frames at a time, and speech at once with what has waited', () => {
  const sent: number[][] = [];
  const batch = new QuietBatch((audio) => sent.push([...audio]));
  for (const frame of [1, 1, 2, 2, 3, 4, 5]) batch.write(Uint8Array.of(frame, frame), false);
  expect(sent).toEqual([[1, 1, 1, 1, 2, 2, 2, 2, 3, 3]]);
  batch.write(Uint8Array.of(6, 6), true);
  batch.write(Uint8Array.of(7, 7), true);
  expect(sent.slice(1)).toEqual([
    [4, 4, 5, 5, 6, 6],
    [7, 7],
  ]);
});

test('a longer frame than before finds room', () => {
  const sent: number[] = [];
  const batch = new QuietBatch((audio) => sent.push(audio.length));
  for (const length of [1, 1, 1, 1, 9, 9, 9, 9, 9, 9]) batch.write(new Uint8Array(length), false);
  expect(sent).toEqual([13, 45]);
});
