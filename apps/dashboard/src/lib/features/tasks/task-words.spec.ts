import type { Task } from '$lib/api/types';
import { isOver, progressWords } from './task-words';

const task = (state: Task['state'], done: number, total: number | null, failed = 0) => ({
  state,
  done,
  total,
  failed,
});

describe('How far a task is', () => {
  it.each([
    [task('waiting', 0, 12), 'Waiting for its turn'],
    [task('running', 0, null), 'Under way'],
    [task('running', 3, null), '3 calls'],
    [task('running', 1, null), '1 call'],
    [task('running', 1, 12), '1 of 12 calls'],
    [task('running', 3, 12), '3 of 12 calls'],
    [task('running', 3, 12, 1), '3 of 12 calls, 1 could not be done'],
    [task('done', 12, 12), 'Done: 12 calls'],
    [task('done', 1, 1), 'Done: 1 call'],
    [task('done', 12, 12, 2), 'Done: 12 calls, 2 could not be done'],
    [task('cancelled', 5, 12), 'Cancelled after 5 of 12 calls'],
    [task('failed', 5, 12), 'Stopped after 5 of 12 calls'],
  ])('is said of %j', (state, words) => {
    expect(progressWords(state, ['call', 'calls'])).toBe(words);
  });

  it.each([
    ['waiting', false],
    ['running', false],
    ['done', true],
    ['failed', true],
    ['cancelled', true],
  ] as const)('is asked while it is %s: over is %s', (state, over) => {
    expect(isOver({ state })).toBe(over);
  });
});
