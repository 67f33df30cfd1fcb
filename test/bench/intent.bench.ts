import { detectIntent } from '@sparline/personas';
import { type Benchmark, rowOf } from './bench-table';

const ROUNDS = 200;

const ASKED = [
  'interview prep please',
  'the second one',
  'not sales, the interview',
  'I would really love it if we could work on my outbound calls today because my boss is not happy with my numbers',
  'small dog',
  'can I talk to the IT director please',
];
const IN_CALL = [
  'how much time do I have left?',
  'can we switch to interview practice',
  'we have an interview with your CTO tomorrow',
  "That makes sense, and how do you handle reporting today? I ask because most agencies of your size lose three days a month to it, and I'd like to stop that.",
];

/** Processor time, so that a busy machine does not count. */
function micros(phrase: string, inCall: boolean): number {
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) detectIntent(phrase, { inCall });
  return process.cpuUsage(before).user / ROUNDS;
}

export const intent: Benchmark = {
  name: 'intent',
  about: 'Understanding a phrase by rules alone, in processor time',
  run: async () => {
    const measured = (phrases: readonly string[], inCall: boolean): number[] => {
      for (const phrase of phrases) micros(phrase, inCall);
      return Array.from({ length: 10 }, () => phrases.map((each) => micros(each, inCall))).flat();
    };
    const options = { unit: 'µs', target: '< 1000' };
    return [
      rowOf('what to practise', measured(ASKED, false), options),
      rowOf('inside a role-play', measured(IN_CALL, true), options),
    ];
  },
};
