import type { ReportSchedule } from '../../../api/types';
import { rhythmOf } from './schedule-words';

test.each([
  ['weekly', 1, 8, 'Every Monday at 08:00'],
  ['weekly', 7, 23, 'Every Sunday at 23:00'],
  ['monthly', 28, 7, 'On day 28 of every month at 07:00'],
] as const)('%s, %i, %i is %s', (rhythm, onDay, atHour, words) => {
  expect(rhythmOf({ rhythm, onDay, atHour } as ReportSchedule)).toBe(words);
});
