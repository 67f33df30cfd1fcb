import { readTranscript } from './transcript-file';

describe('reading a transcript file', () => {
  it.each([
    ['trainee', 'trainee'],
    ['user', 'trainee'],
    ['persona', 'persona'],
    ['assistant', 'persona'],
  ])('takes the role %s for the %s', (role, speaker) => {
    const value = {
      call_id: 'x',
      messages: [{ role, content: 'Hi.', start_ms: 10.4, end_ms: 900 }],
    };
    expect(readTranscript(value)).toEqual([
      { id: 'message-1', speaker, text: 'Hi.', startMs: 10, endMs: 900, interrupted: false },
    ]);
  });

  it('takes turns as they are', () => {
    const turn = {
      id: 'a',
      speaker: 'trainee',
      text: 'Hi.',
      startMs: 0,
      endMs: 5,
      interrupted: true,
    };
    expect(readTranscript([turn])).toEqual([turn]);
  });

  it.each([
    ['text', /Expected a call export/],
    [null, /Expected a call export/],
    [{}, /Expected a call export/],
    [{ messages: [{ role: 'boss', content: '', start_ms: 0, end_ms: 0 }] }, /At messages\.0\.role/],
    [[{ id: 'a' }], /At 0\.speaker/],
    [{ messages: [{ role: 'user', content: 'Hi', start_ms: -1, end_ms: 0 }] }, /start_ms/],
  ])('names what does not fit: %#', (value, message) => {
    expect(() => readTranscript(value)).toThrow(message);
  });
});
