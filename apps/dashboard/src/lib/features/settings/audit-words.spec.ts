import { auditPageOf, auditWordsOf } from './audit-words';

describe('An entry of the audit list', () => {
  it.each([
    ['caller.revealed', 'Looked at the number of a caller'],
    ['member.made_coach', 'Made somebody a coach'],
    ['quota.code_redeemed', 'Redeemed a code for minutes'],
    ['weather.made_sunny', 'weather made sunny'],
  ])('says of %s: %s', (action, words) => expect(auditWordsOf({ action })).toBe(words));

  it.each([
    ['call:5', 'recording.deleted', '/calls/5'],
    ['member:7', 'member.removed', '/members'],
    ['quota:8', 'quota.lifted', '/minutes/8'],
    ['quota:8', 'quota.code_redeemed', '/minutes/8'],
    ['organization:9', 'budget.set', '/budget'],
    ['organization:9', 'quota.minutes_added', '/minutes'],
    ['weather:1', 'weather.made_sunny', undefined],
    ['', '', undefined],
  ])('leads from %p with %p to %p', (subject, action, page) =>
    expect(auditPageOf({ subject, action })).toBe(page),
  );
});
