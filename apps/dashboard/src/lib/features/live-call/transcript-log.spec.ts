import { looksLikeEcho } from './echo-words';
import type { TranscriptEvent } from './practice-protocol';
import { mergeTranscript, shownParts, type TranscriptEntry } from './transcript-log';

const event = (over: Partial<TranscriptEvent>): TranscriptEvent => ({
  turnId: '1',
  speaker: 'trainee',
  text: '',
  final: false,
  ...over,
});
const merged = (...events: Partial<TranscriptEvent>[]) =>
  events.reduce<TranscriptEntry[]>((log, next) => mergeTranscript(log, event(next), 'Sarah'), []);

describe('the running transcript', () => {
  it('grows a turn in place and keeps the order in which turns began', () => {
    const log = merged(
      { turnId: '1', text: 'Hello' },
      { turnId: '2', speaker: 'persona', text: 'Hi', final: true },
      { turnId: '1', text: 'Hello there', final: true },
    );
    expect(log.map((entry) => entry.text)).toEqual(['Hello there', 'Hi']);
  });

  it('leaves a turn with whom it began, whoever has taken over since', () => {
    const asked = { turnId: '1', speaker: 'persona' as const, text: 'What would you' };
    const log = mergeTranscript([], event(asked), 'Sparline');
    const settled = { ...asked, text: 'What would you like?', final: true };
    const next = event({ turnId: '2', speaker: 'persona', text: 'Hello.' });
    const after = mergeTranscript(mergeTranscript(log, event(settled), 'Sarah'), next, 'Sarah');
    expect(after.map(({ partner }) => partner)).toEqual(['Sparline', 'Sarah']);
  });

  it('ignores an interim that comes after the final', () => {
    expect(merged({ text: 'Hello.', final: true }, { text: 'Hel' })[0]?.text).toBe('Hello.');
  });

  it('forgets a turn in which nothing was said after all', () => {
    expect(merged({ text: 'uh' }, { text: ' ', final: true })).toEqual([]);
  });

  it('shows what is still being recognised apart from what stands', () => {
    const [entry] = merged({ text: 'I am call' });
    expect(entry && shownParts(entry)).toEqual({ said: '', pending: 'I am call', unheard: '' });
  });

  it('shows the persona no further than it was heard', () => {
    const [entry] = merged({ speaker: 'persona', text: 'We have a tool.', heardText: 'We have' });
    expect(entry && shownParts(entry)).toEqual({ said: 'We have', pending: '', unheard: '' });
  });

  it('shows what was cut once the turn is over', () => {
    const [entry] = merged(
      { speaker: 'persona', text: 'We have a tool.', heardText: 'We have' },
      { speaker: 'persona', text: 'We have a tool.', final: true },
    );
    expect(entry && shownParts(entry).unheard).toBe('a tool.');
  });
});

describe('an echo of the loudspeaker', () => {
  const spoken = 'We already have a tool for that, so why would we change anything now?';

  it.each([
    ['already have a tool for that', true],
    ['we already have a tool for that why would we', true],
    ['what do you like about that tool', false],
    ['a tool', false],
  ])('in "%s": %s', (recognised, echo) => {
    expect(looksLikeEcho(recognised, spoken)).toBe(echo);
  });
});
