import { type SmsState, stateOfTwilio, statesBefore } from './sms-state';

const STATES: SmsState[] = ['queued', 'sent', 'delivered', 'failed'];

describe('The state of a text message', () => {
  it.each<[SmsState, SmsState[]]>([
    ['queued', []],
    ['sent', ['queued']],
    ['delivered', ['queued', 'sent']],
    ['failed', ['queued', 'sent']],
  ])('becomes %s only from %j', (state, before) => {
    expect(statesBefore(state)).toEqual(before);
  });

  it('never leads back to where it was', () => {
    for (const state of STATES) {
      for (const before of statesBefore(state)) {
        expect(statesBefore(before)).not.toContain(state);
      }
    }
  });

  it.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
    ['queued', undefined],
    ['accepted', undefined],
    ['sending', undefined],
    ['anything else', undefined],
  ])('is told by Twilio’s %p as %p', (status, state) => {
    expect(stateOfTwilio(status)).toBe(state);
  });
});
