import type { NextPractice } from './scene';
import { practiceTools } from './practice-tools';

const PERSONA = '7f1f6a1e-3f0a-4f0e-9a55-0d3c4c1f2b11';

describe('what a persona may do beside talking', () => {
  const wishes: NextPractice[] = [];
  const { runTool, tools } = practiceTools(
    () => 95,
    (next) => wishes.push(next),
  );
  beforeEach(() => void (wishes.length = 0));

  it('tells the time left', async () => {
    expect(await runTool('time_left', '{}')).toEqual({
      output: 'You have a little over one minute left.',
    });
  });

  it('ends the call for another exercise', async () => {
    const asked = JSON.stringify({ mode: 'interview', persona: PERSONA });
    expect(await runTool('switch_practice', asked)).toEqual({ endCall: 'switched' });
    expect(wishes).toEqual([{ mode: 'interview', personaId: PERSONA }]);
  });

  it.each(['', 'no json', '{}', '{"mode":"karaoke"}', '{"mode":"interview","persona":"Rachel"}'])(
    'ends nothing for a wish of %s',
    async (asked) => {
      expect(await runTool('switch_practice', asked)).toMatchObject({ output: expect.anything() });
      expect(wishes).toEqual([]);
    },
  );

  it('leaves hanging up as it is', async () => {
    expect(await runTool('end_call', '{}')).toEqual({});
    expect(tools.map(({ name }) => name)).toEqual(['end_call', 'time_left', 'switch_practice']);
  });

  it('is hanging up alone where there is no other exercise', () => {
    expect(practiceTools(() => undefined, undefined).tools.map(({ name }) => name)).toEqual([
      'end_call',
    ]);
  });
});
