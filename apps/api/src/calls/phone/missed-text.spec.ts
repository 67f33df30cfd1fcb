import { missedText } from './missed-text';

describe('the message about a call that was missed', () => {
  it('says who rang and how to ring back', () => {
    expect(missedText({ personaName: 'Sarah Chen', phoneNumber: '+15005550006' })).toBe(
      'Sarah Chen rang you for your scheduled practice and could not reach you. Ring +15005550006 whenever it suits you.',
    );
  });

  it('does without what is not known', () => {
    expect(missedText({ personaName: undefined, phoneNumber: undefined })).toBe(
      'We rang you for your scheduled practice and could not reach you.',
    );
  });
});
