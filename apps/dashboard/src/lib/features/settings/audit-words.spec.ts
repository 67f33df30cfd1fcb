import { auditPageOf, auditWordsOf } from './audit-words';

describe('An entry of the audit list', () => {
  it.each([
    ['caller.revealed', 'Looked at the number of a caller'],
    ['member.made_coach', 'Made somebody a coach'],
    ['budget.hard_stop_lifted', 'budget hard stop lifted'],
  ])('says of %s: %s', (action, words) => expect(auditWordsOf({ action })).toBe(words));

  it.each([
    ['call:5', '/calls/5'],
    ['member:7', '/members'],
    ['weather:1', undefined],
    ['', undefined],
  ])('leads from %p to %p', (subject, page) => expect(auditPageOf({ subject })).toBe(page));
});
