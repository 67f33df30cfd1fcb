import { GREETINGS, phrases } from '../../brain/lexicon';

// How the rules recognise what they look for; phrases as in a folded text.

export const SCENE = phrases(`
  last year, last month, last spring, last summer, last autumn, last winter, last march,
  years ago, months ago, year ago, at the time, when i, when we, back then, at my, in my last,
  in my previous, in my current, at university, in 2019, in 2020, in 2021, in 2022, in 2023,
  in 2024, in 2025, in 2026, january, february, march, april, june, july, august, september,
  october, november, december, weeks ago, there was
`);

export const TASK = phrases(`
  my task, my job, my role, responsible for, i was asked, my goal, the goal, our goal,
  i had to, i needed to, in charge of, the target, the deadline, it was up to me, i owned,
  expected to, my manager asked
`);

export const STAKES = phrases(`
  problem, difficult, challenge, at stake, risk, pressure, behind, too few, too late, losing,
  lost, delays, complained, quit, conflict, disagreed, hard part, late, broke, failed, wrong
`);

export const STEPS = phrases(`
  first, then, after that, next, second, finally, before that, started by, step, once,
  afterwards
`);

export const REASONS = phrases(`
  because, since it, so that, the reason, that is why, in order to, which is why, my thinking
`);

export const RESULTS = phrases(`
  as a result, in the end, resulted, increased, reduced, improved, led to, dropped, grew,
  saved, went from, finished, delivered, outcome, renewed, won, achieved, doubled, halved,
  thanks to that, since then, ended up, happy with, fell, rose, came down, went up, on time
`);

export const LEARNED = phrases(`
  i learned, i learnt, taught me, lesson, differently, since then i, next time, looking back,
  took away, i realized, i realised, today i, i would now
`);

export const MOTIVES = phrases(`
  interested in, i want to, i would like to, excited, drew me, attracted, why i applied,
  i applied, i am looking for, i love, i enjoy, this role, this position, your company,
  motivates
`);

export const HYPOTHETICAL = phrases(`
  i would, i usually, i always, generally, in general, typically, i try to, i believe in,
  one should, you should
`);

export const COURTESIES = [
  ...GREETINGS,
  ...phrases(`
  thank you, thanks, nice to meet, pleased to meet, good to meet, pleasure
`),
];

export const ABOUT_WORK = phrases(`
  team, role, company, success, position, you, your, department, manager, day, months, expect,
  challenge, culture, next, project, projects, customers
`);
