import type { OpenAiSimulator } from '../../../simulators/openai/openai-simulator';
import type { TwilioSimulator } from '../../../simulators/twilio/twilio-simulator';
import { PracticeClient } from '../../practice/practice-client';
import type { Chance } from './chance';

/** What people do with the service. */
export type World = {
  url: string;
  cookie: string;
  twilio: TwilioSimulator;
  openai: OpenAiSimulator;
  chance: Chance;
  /** A call that is over, if there is any. */
  readyCall: () => Promise<string | undefined>;
};
/** Is told how far it has come; whatever fails because the service is gone ends it. */
export type Actor = {
  name: string;
  phases: readonly string[];
  act: (world: World, reached: (phase: string) => void) => Promise<void>;
};

const SPOKEN = { mode: 'cold_call', input: 'text', sampleRate: 16_000, speech: 'server' } as const;
const QUESTIONS = [
  'Hi, this is Tia from Ledgerly. How do your invoices get approved today?',
  'And what does it cost you when one of them is late, in a typical month?',
];
const FASTER_THAN_LIFE = 8;

const send = async (world: World, method: string, path: string, body?: object): Promise<number> => {
  const response = await fetch(`${world.url}/api${path}`, {
    method,
    headers: { cookie: world.cookie, origin: world.url, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  await response.text();
  return response.status;
};

const browserCall: Actor = {
  name: 'a call in the browser',
  phases: ['connected', 'started', 'listened to', 'said', 'answered', 'hung up', 'ended'],
  act: async (world, reached) => {
    const page = await PracticeClient.connect(
      world.url,
      { cookie: world.cookie },
      FASTER_THAN_LIFE,
    );
    try {
      reached('connected');
      const { error } = await page.start(SPOKEN);
      if (error) throw new Error(error.code);
      reached('started');
      for (const question of QUESTIONS.slice(0, 1 + world.chance.below(2))) {
        await page.until(() => page.states.at(-1) === 'listening', 'somebody who listens', 8_000);
        reached('listened to');
        page.say(question);
        reached('said');
        await page.until(() => page.states.at(-1) === 'speaking', 'an answer', 8_000);
        reached('answered');
      }
      if (world.chance.next() < 0.3) return;
      const over = page.next('call.ended', 8_000);
      page.socket.emit('call.end', {});
      reached('hung up');
      await over;
      reached('ended');
    } finally {
      page.close();
    }
  },
};

let callers = 0;

const phoneCall: Actor = {
  name: 'a call by telephone',
  phases: ['rings', 'connected', 'chosen', 'said', 'hung up'],
  act: async (world, reached) => {
    callers += 1;
    const line = world.twilio.dial({ from: `+1555${String(2_000_000 + callers)}` });
    try {
      reached('rings');
      await line.until(() => line.isStreaming || line.record.isOver, 8_000);
      reached('connected');
      line.press('1');
      reached('chosen');
      await pause(300 + world.chance.below(2_500));
      world.openai.transcripts.push('Hi, this is Tia from Ledgerly, do you have a minute for me?');
      await line.speak('Hi, this is Tia.');
      reached('said');
      await pause(world.chance.below(2_000));
    } finally {
      line.hangUp();
      reached('hung up');
    }
    await line.ended();
  },
};

const invitation: Actor = {
  name: 'an invitation by mail',
  phases: ['asked', 'answered'],
  act: async (world, reached) => {
    const email = `guest${String(world.chance.below(1e9))}@example.com`;
    const asked = send(world, 'POST', '/invitations', { email, role: 'trainee' });
    reached('asked');
    await asked;
    reached('answered');
  },
};

const deletion: Actor = {
  name: 'the deletion of a call',
  phases: ['asked', 'answered'],
  act: async (world, reached) => {
    const callId = await world.readyCall();
    if (callId === undefined) return;
    const asked = send(world, 'DELETE', `/calls/${callId}`);
    reached('asked');
    await asked;
    reached('answered');
  },
};

/** Long work that is only asked for: all of it is done by jobs. */
const longWork = (name: string, path: string): Actor => ({
  name,
  phases: ['asked', 'answered'],
  act: async (world, reached) => {
    const asked = send(world, 'POST', path, {});
    reached('asked');
    await asked;
    reached('answered');
  },
});

/** Calls are what matters most. */
export const ACTORS: readonly Actor[] = [
  browserCall,
  browserCall,
  browserCall,
  browserCall,
  phoneCall,
  phoneCall,
  phoneCall,
  invitation,
  deletion,
  longWork('scoring all calls again', '/scoring/again'),
  longWork('an export of calls', '/reports/exports'),
  longWork('filling in prices', '/prices/pricing'),
];

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
