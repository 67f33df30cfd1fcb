import { billedMinutes, smsModelOf, voiceModelOf } from './carrier-model';

describe('what the carrier’s prices are called', () => {
  it.each([
    ['inbound', '+15550009999', 'voice-us-inbound'],
    ['inbound', '+18005550000', 'voice-us-toll-free'],
    ['outbound', '+18005550000', 'voice-us-outbound'],
    ['outbound', '+15550001234', 'voice-us-outbound'],
    ['outbound', '+14165550000', 'voice-ca-outbound'],
    ['outbound', '+18765550000', 'voice-jm-outbound'],
    ['outbound', '+447700900123', 'voice-gb-outbound'],
    ['outbound', '+493012345678', 'voice-de-outbound'],
    ['outbound', '+79161234567', 'voice-ru-outbound'],
    ['outbound', null, 'voice-unknown-outbound'],
    ['inbound', undefined, 'voice-unknown-inbound'],
    ['outbound', '+9991234567', 'voice-unknown-outbound'],
  ] as const)('%s %s: %s', (direction, number, model) => {
    expect(voiceModelOf(direction, number)).toBe(model);
  });

  it.each([
    ['+15550001234', 'sms-us'],
    ['+447700900123', 'sms-gb'],
    [null, 'sms-unknown'],
  ])('a text message to %s: %s', (to, model) => {
    expect(smsModelOf(to)).toBe(model);
  });

  it.each([
    [0, 1],
    [1, 1],
    [60, 1],
    [61, 2],
    [3600, 60],
  ])('%p seconds are %p minutes', (seconds, minutes) => {
    expect(billedMinutes(seconds)).toBe(minutes);
  });
});
