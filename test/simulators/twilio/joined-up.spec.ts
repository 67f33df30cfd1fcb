import { joinedUp } from './joined-up';

const tone = (ms: number): number[] => Array.from({ length: ms * 8 }, (_, n) => (n % 8) * 1000);
const silence = (ms: number): number[] => new Array<number>(ms * 8).fill(0);

describe('Joined-up speech', () => {
  it('has short pauses where there were long ones, and all of its sounds', () => {
    const sentences = [...tone(300), ...silence(700), ...tone(200), ...silence(50), ...tone(100)];
    const joined = joinedUp(Int16Array.from(sentences), 120);
    const expected = [...tone(300), ...silence(120), ...tone(200), ...silence(50), ...tone(100)];
    expect([...joined]).toEqual(expected);
  });

  it('stays as it is without a long pause', () => {
    const sentence = Int16Array.from([...tone(300), ...silence(120), ...tone(33)]);
    expect([...joinedUp(sentence, 120)]).toEqual([...sentence]);
  });
});
