import { farewellText } from './farewell-text';

const FAREWELL = {
  personaName: 'David Okafor',
  link: 'https://coach.example/shared/abc',
  secondsLeft: 130,
  guest: true,
  publicUrl: 'https://coach.example',
};

describe('the message after a call', () => {
  it('says where to read it, what is left and how to get more', () => {
    expect(farewellText(FAREWELL)).toBe(
      'Your practice with David Okafor: https://coach.example/shared/abc\n' +
        'You have 2 minutes left. For more minutes register this number at https://coach.example.',
    );
  });

  it('sends members to their administrator', () => {
    expect(farewellText({ ...FAREWELL, guest: false })).toContain('ask your administrator.');
  });

  it.each([
    [0, 'Your practice minutes are used up.'],
    [59, 'Your practice minutes are used up.'],
    [60, 'You have 1 minute left.'],
    [179, 'You have 2 minutes left.'],
  ])('with %d seconds left says "%s"', (secondsLeft, words) => {
    expect(farewellText({ ...FAREWELL, secondsLeft })).toContain(words);
  });

  it('speaks of no minutes where nothing limits them', () => {
    expect(farewellText({ ...FAREWELL, secondsLeft: null })).toBe(
      'Your practice with David Okafor: https://coach.example/shared/abc',
    );
  });

  it('fits two text messages of the telephone alphabet', () => {
    const longest = {
      ...FAREWELL,
      personaName: 'A very long name of forty characters indeed',
      link: `https://coach.example.organization.com/shared/${'x'.repeat(43)}`,
      publicUrl: 'https://coach.example.organization.com',
    };
    expect(farewellText(longest).length).toBeLessThanOrEqual(306);
  });
});
