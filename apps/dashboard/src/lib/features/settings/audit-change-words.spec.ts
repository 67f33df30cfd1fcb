import { changeInWords } from './audit-change-words';

describe('A change in the audit list', () => {
  it.each([
    ['amountMicroUsd', 10_000_000, 20_000_000, 'Amount: $10.00 → $20.00'],
    ['leftMs', 600_000, null, 'Left: 10 min → nothing'],
    ['leftMs', null, 90_000, 'Left: 1 min 30 s'],
    ['hardStop', false, true, 'Stops calls: no → yes'],
    ['mailTo', null, 'Ann', 'Mails go to: all administrators → Ann'],
    ['alertPercents', '50, 80', '100', 'Told at: 50, 80 % → 100 %'],
    ['name', 'Sales', 'Support', 'Name: Sales → Support'],
    ['code', null, 'Autumn course', 'Code: Autumn course'],
    ['reason', null, 'As agreed', 'Reason: As agreed'],
    ['mood', 'good', 'bad', 'mood: good → bad'],
  ])('of %s from %p to %p reads %p', (field, before, after, words) =>
    expect(changeInWords({ field, before, after }, new Date())).toBe(words),
  );
});
