import { namedPlaces, ticksFor } from './scale';

test.each([
  [0, [0]],
  [3, [0, 1, 2, 3]],
  [97, [0, 50, 100]],
  [0.0042, [0, 0.002, 0.004, 0.006]],
])('an axis up to %d has the ticks %j', (most, ticks) => {
  expect(ticksFor(most)).toHaveLength(ticks.length);
  ticksFor(most).forEach((tick, at) => expect(tick).toBeCloseTo(ticks[at] ?? NaN, 9));
});

test.each([
  [1, [0, 1]],
  [2, [0, 1, 2]],
  [97, [0, 50, 100]],
])('an axis of a count up to %i has no tick between two whole numbers', (most, ticks) => {
  expect(ticksFor(most, 1)).toEqual(ticks);
});

test.each([
  [0, 300, []],
  [1, 300, [0]],
  [30, 300, [0, 15, 29]],
  [3, 1000, [0, 1, 2]],
])('of %i columns in %i pixels %j are named', (columns, width, places) => {
  expect(namedPlaces(columns, width, 100)).toEqual(places);
});
