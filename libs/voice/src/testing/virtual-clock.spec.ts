import { VirtualClock } from './virtual-clock';

test('timers fire when they are due, and in the order they were set', async () => {
  const clock = new VirtualClock();
  const fired: string[] = [];
  clock.setTimer(20, () => fired.push(`late ${clock.now()}`));
  clock.setTimer(10, () => fired.push(`first ${clock.now()}`));
  clock.setTimer(10, () => fired.push(`second ${clock.now()}`));
  clock.setTimer(10, () => fired.push('cancelled')).cancel();
  await clock.advance(15);
  expect(fired).toEqual(['first 10', 'second 10']);
  expect([clock.now(), clock.pending]).toEqual([15, 1]);
});

test('promises settle between two timers of the same moment', async () => {
  const clock = new VirtualClock();
  const order: string[] = [];
  clock.setTimer(5, () => {
    order.push('one');
    void Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => order.push('its promises'));
  });
  clock.setTimer(5, () => order.push('two'));
  await clock.advance(5);
  expect(order).toEqual(['one', 'its promises', 'two']);
});

test('a timer set by a timer fires in the same advance', async () => {
  const clock = new VirtualClock();
  const fired: number[] = [];
  clock.setTimer(10, () => clock.setTimer(10, () => fired.push(clock.now())));
  await clock.advance(30);
  expect(fired).toEqual([20]);
});

test('waiting for what never happens is an error', async () => {
  await expect(new VirtualClock().until(() => false, 100)).rejects.toThrow('100 ms');
});
