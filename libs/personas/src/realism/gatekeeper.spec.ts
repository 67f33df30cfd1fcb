import { gatekeeperHears, gatekeeperOpens, type GatekeeperStep } from './gatekeeper';

const KEPT = { name: 'David Okafor', title: 'IT director' };
const talk = (...said: string[]): GatekeeperStep =>
  said.reduce((step, words) => gatekeeperHears(step.state, words, KEPT), gatekeeperOpens(KEPT));

describe('the gatekeeper', () => {
  it('picks up for somebody else', () => {
    expect(gatekeeperOpens(KEPT).say).toContain("David Okafor's office");
  });

  it.each<[string, string[], GatekeeperStep['next'], RegExp]>([
    [
      'puts a name with a reason through at once',
      ['Hi, this is Tia from Ledgerly, I am calling about the way you approve invoices.'],
      'put_through',
      /whether David can talk/,
    ],
    ['asks who is calling', ['Can I talk to David please?'], 'listen', /Who is calling/],
    ['asks what it is about', ['This is Tia from Ledgerly.'], 'listen', /what is it about/],
    [
      'puts through once both are known',
      ['This is Tia.', 'It is about the invoices that your clients approve too late.'],
      'put_through',
      /whether David can talk/,
    ],
    ['takes no word for a reason', ['This is Tia.', 'About something.'], 'listen', /reason|about/],
    [
      'gives in after three vague answers',
      ['Hello?', 'Just David.', 'Please.'],
      'put_through',
      /keep it short/,
    ],
    ['hangs up on rudeness', ['That is none of your business.'], 'hang_up', /Goodbye/],
    ['lets go who wants to go', ['Never mind, bye.'], 'hang_up', /Goodbye/],
  ])('%s', (_name, said, next, words) => {
    const step = talk(...said);
    expect(step.next).toBe(next);
    expect(step.say).toMatch(words);
  });

  it('never asks the same question in the same words twice', () => {
    const asked = [talk('This is Tia.'), talk('This is Tia.', 'Well.')].map(({ say }) => say);
    expect(new Set(asked).size).toBe(2);
  });

  it('comes to an end whatever is said', () => {
    expect(talk('', '', '').next).not.toBe('listen');
  });
});
