import { explainPlan, planSpeech, talkModesOf, whyTypingOnly } from './speech-plan';
import type { BrowserAbilities, ServerAbilities } from './speech-plan';

const server = (over: Partial<ServerAbilities> = {}): ServerAbilities => ({
  engine: 'scripted',
  builtInBrain: true,
  recognition: 'none',
  voice: 'none',
  ...over,
});
const browser = (over: Partial<BrowserAbilities> = {}): BrowserAbilities => ({
  microphone: true,
  recognition: true,
  voice: true,
  oneMicrophoneUser: false,
  ...over,
});

describe('who hears and who speaks', () => {
  it('leaves both to a server that can', () => {
    expect(
      planSpeech('open', server({ recognition: 'server', voice: 'provider' }), browser()),
    ).toMatchObject({ hearing: 'server', voice: 'server', speech: 'server', input: 'both' });
  });

  it('takes the browser for what the server lacks, one by one', () => {
    expect(planSpeech('open', server({ voice: 'built_in' }), browser())).toMatchObject({
      hearing: 'browser',
      voice: 'server',
      speech: 'server',
      interruptBy: 'speech',
    });
    expect(planSpeech('open', server({ recognition: 'server' }), browser())).toMatchObject({
      hearing: 'server',
      voice: 'browser',
      speech: 'browser',
    });
    expect(planSpeech('open', server(), browser())).toMatchObject({
      hearing: 'browser',
      voice: 'browser',
      speech: 'browser',
      interruptBy: 'words',
    });
  });

  it('lets the words appear at reading pace where nothing can speak', () => {
    expect(planSpeech('type', server(), browser({ voice: false }))).toMatchObject({
      voice: 'reading',
      speech: 'browser',
      input: 'text',
      usesMicrophone: false,
    });
  });

  it('falls back to typing where nothing turns speech into text', () => {
    const mute = browser({ recognition: false });
    expect(talkModesOf(server(), mute)).toEqual(['type']);
    expect(planSpeech('open', server(), mute).talk).toBe('type');
    expect(whyTypingOnly(server(), mute)).toMatch(/Neither this server nor your browser/);
    expect(whyTypingOnly(server(), browser())).toBeNull();
  });

  it('leaves the microphone to the recogniser where only one of them can have it', () => {
    expect(planSpeech('open', server(), browser({ oneMicrophoneUser: true }))).toMatchObject({
      hearing: 'browser',
      usesMicrophone: false,
      input: 'text',
    });
  });

  it('says plainly who plays the persona', () => {
    const plan = planSpeech('type', server(), browser());
    expect(explainPlan(plan, server())[0]).toMatch(/built-in brain/i);
    expect(explainPlan(plan, server({ builtInBrain: false }))[0]).toMatch(/language model/);
  });
});
