import { problemOf } from './problem';

describe('problemOf', () => {
  it('keeps what the server says, with its fields', () => {
    const body = { code: 'a.b', detail: 'Say it so.', fields: [{ path: 'x', message: 'no' }] };
    expect(problemOf(JSON.stringify(body), 400)).toEqual({ ...body, status: 400 });
  });

  it.each([
    ['an error page of a proxy', '<html>', 502, /trouble/],
    ['an empty answer', '', 500, /trouble/],
    ['a body of another shape', '{"message":"x"}', 400, /does not understand/],
    ['a body that is null', 'null', 400, /does not understand/],
    ['a problem whose code is no text', '{"code":7,"detail":"x"}', 404, /does not understand/],
  ])('speaks plainly about %s', (_, body, status, detail) => {
    const problem = problemOf(body, status);
    expect(problem).toMatchObject({ status, code: 'network.unexpected_answer' });
    expect(problem.detail).toMatch(detail);
  });
});
