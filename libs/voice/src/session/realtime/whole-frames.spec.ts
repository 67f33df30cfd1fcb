import fc from 'fast-check';
import { WholeFrames } from './whole-frames';

test('gives whole frames, loses no byte, and fills up only the end', () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 500 }), { maxLength: 20 });
  fc.assert(
    fc.property(chunks, (given) => {
      const frames = new WholeFrames();
      const got: number[] = [];
      for (const chunk of given) {
        const whole = frames.push(chunk);
        expect(whole.length % 160).toBe(0);
        got.push(...whole);
      }
      const rest = frames.flush();
      const all = given.flatMap((chunk) => [...chunk]);
      expect([...got, ...rest].slice(0, all.length)).toEqual(all);
      expect([...rest].slice(all.length - got.length).every((code) => code === 0xff)).toBe(true);
      expect(got.length + rest.length - all.length).toBeLessThan(160);
    }),
  );
});
