import { PracticeClient } from './practice-client';
import { practiceStage, type PracticeStage } from './practice-stage';

const TYPED = { input: 'text', sampleRate: 16_000, speech: 'browser' } as const;
const HEARD = { input: 'text', sampleRate: 16_000, speech: 'server' } as const;

describe('what a call has to get past', () => {
  let stage: PracticeStage;
  let page: PracticeClient;

  beforeAll(async () => {
    stage = await practiceStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    page = await PracticeClient.connect(stage.url, { cookie: stage.trainee });
  });
  afterEach(() => page.close());

  const finished = async (callId: string) => {
    await page.next('call.ready');
    const { body } = await stage.get(`/api/calls/${callId}`, stage.trainee);
    return body as unknown as { turns: { speaker: string; text: string }[]; endReason: string };
  };

  it('is a gatekeeper, who wants a name and a reason and then puts through', async () => {
    const personaId = await stage.personaId('David');
    const { callId } = await page.start({ ...TYPED, personaId, realism: { gatekeeper: true } });
    await page.until(() => page.personaSaid().includes("David Okafor's office"), 'the gatekeeper');
    await page.until(() => page.states.at(-1) === 'listening', 'the end of the greeting');
    page.say('Can I talk to David please?');
    await page.until(() => page.personaSaid().includes('Who is calling'), 'a question');
    page.say('This is Tia from Ledgerly, it is about how you approve your invoices.');
    await page.until(() => page.personaSaid().includes('whether David can talk'), 'the way in');
    const turns = () => new Set(page.transcripts.map(({ turnId }) => turnId)).size;
    const before = turns();
    await page.until(() => turns() > before, 'David himself');
    await page.until(() => page.states.at(-1) === 'listening', 'the end of what David says');
    page.socket.emit('call.end', {});
    const call = await finished(callId);
    // How a caller got past is part of what is practised.
    expect(call.turns[0]?.text).toContain("David Okafor's office");
    expect(call.turns.length).toBeGreaterThanOrEqual(6);
  });

  it('is a mailbox, which takes a message and ends the call when it has been said', async () => {
    const personaId = await stage.personaId('Lisa');
    const { callId } = await page.start({ ...TYPED, personaId, realism: { voicemail: true } });
    await page.until(() => page.personaSaid().includes('after the tone'), 'the mailbox');
    await page.until(() => page.states.at(-1) === 'listening', 'the tone');
    page.say('Hi Lisa, this is Tia from Ledgerly. Please call me back about your renewals.');
    const call = await finished(callId);
    expect(call.endReason).toBe('silence');
    expect(call.turns.map(({ speaker }) => speaker)).toEqual(['persona', 'trainee', 'persona']);
    expect(call.turns[2]?.text).toContain('Your message has been saved');
  });

  it('is music and a poor line, and then the one who was asked for', async () => {
    const personaId = await stage.personaId('Sarah');
    const realism = { hold: true, poorLine: true };
    const { callId } = await page.start({ ...HEARD, personaId, realism });
    await page.until(() => page.states.at(-1) === 'listening', 'Sarah', 30_000);
    page.socket.emit('call.end', {});
    const { turns } = await finished(callId);
    expect(turns).toHaveLength(2);
    expect(turns[0]?.text).toBe('(Music)');
    expect(turns[1]?.text).not.toBe('(Music)');
    const recording = await fetch(`${stage.url}/api/calls/${callId}/recording`, {
      headers: { cookie: stage.trainee },
    });
    expect(recording.status).toBe(200);
  });
});
