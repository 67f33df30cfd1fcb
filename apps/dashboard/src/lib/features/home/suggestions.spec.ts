import { suggestPersonas } from './suggestions';

const PERSONAS = [
  { id: 'sarah', mode: 'cold_call' as const },
  { id: 'david', mode: 'cold_call' as const },
  { id: 'rachel', mode: 'interview' as const },
];
const call = (id: string | null, startedAt: string) => ({
  persona: id === null ? null : { id },
  startedAt,
});
const names = (calls: ReturnType<typeof call>[]) =>
  suggestPersonas(PERSONAS, calls).map(({ id }) => id);

describe('suggestPersonas', () => {
  it('takes the first of each mode for somebody new, and leaves out a mode with nobody', () => {
    expect(names([])).toEqual(['sarah', 'rachel']);
  });

  it('prefers somebody not met yet', () => {
    expect(names([call('sarah', '2026-03-02T10:00:00Z')])).toEqual(['david', 'rachel']);
  });

  it('has met nobody in a call in which nothing was chosen', () => {
    expect(names([call(null, '2026-03-02T10:00:00Z')])).toEqual(['sarah', 'rachel']);
  });

  it('returns to whoever was met longest ago, in whatever order the calls come', () => {
    const calls = [
      call('sarah', '2026-03-01T10:00:00Z'),
      call('david', '2026-03-02T10:00:00Z'),
      call('sarah', '2026-03-03T10:00:00Z'),
    ];
    expect(names(calls)).toEqual(['david', 'rachel']);
    expect(names([...calls].reverse())).toEqual(['david', 'rachel']);
  });
});
