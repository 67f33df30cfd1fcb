import { type RecordingCircumstances, recordingTermsOf } from './recording-terms';

const CALL: RecordingCircumstances = {
  channel: 'phone',
  greets: true,
  ringsBack: false,
  wish: undefined,
  telephone: 'announce',
};

describe('whether a call is recorded', () => {
  it.each<[string, Partial<RecordingCircumstances>, string]>([
    ['by telephone, announced', {}, 'records, announced by telephone'],
    ['by telephone, not spoken of', { telephone: 'off' }, 'records, off'],
    ['by telephone, asked', { telephone: 'ask' }, 'asks'],
    [
      'rung back, announced on the page',
      { greets: false, ringsBack: true },
      'records, announced by page',
    ],
    [
      'rung back by the greeter, who announces it',
      { ringsBack: true },
      'records, announced by telephone',
    ],
    [
      'rung back where it has to be asked, and nobody asks',
      { greets: false, ringsBack: true, telephone: 'ask' },
      'not asked',
    ],
    [
      'switched to after a yes',
      { greets: false, telephone: 'ask', wish: 'on' },
      'records, given by telephone',
    ],
    [
      'switched to after a no',
      { greets: false, telephone: 'ask', wish: 'off' },
      'refused by telephone',
    ],
    [
      'switched to after it was announced',
      { greets: false, wish: 'on' },
      'records, announced by telephone',
    ],
    ['on a page with a notice', { channel: 'browser', wish: 'on' }, 'records, announced by page'],
    ['on a page, switched off', { channel: 'browser', wish: 'off' }, 'refused by page'],
    ['of a program without a notice', { channel: 'browser' }, 'records, off'],
    [
      'on a page, whatever the telephone does',
      { channel: 'browser', telephone: 'ask', wish: 'on' },
      'records, announced by page',
    ],
  ])('%s', (_, circumstances, expected) => {
    const { asks, consent, records } = recordingTermsOf({ ...CALL, ...circumstances });
    const known = [consent?.answer.replace('_', ' '), consent?.by && `by ${consent.by}`];
    const said = known.filter(Boolean).join(' ');
    const does = [records && 'records', asks && 'asks', said];
    expect(does.filter(Boolean).join(', ')).toBe(expected);
  });
});
