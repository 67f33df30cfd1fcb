import { endingOf, shownProblem } from './call-problems';

describe('problems of a call', () => {
  it.each([
    ['busy', 'All lines are taken right now'],
    ['auth.unauthorized', 'You are signed out'],
    ['usage.quota_exceeded', 'No practice minutes are left'],
    ['personas.not_found', 'This persona is not there any more'],
    ['whatever', 'Something went wrong'],
  ])('names %s as "%s" and keeps the server’s words', (code, title) => {
    expect(shownProblem({ code, message: 'In detail' })).toMatchObject({
      title,
      detail: 'In detail',
    });
  });

  it('says who hung up, unless it was the trainee', () => {
    expect(endingOf('persona_hung_up')).toBe('They hung up.');
    expect(endingOf('trainee_hung_up')).toBeNull();
  });
});
