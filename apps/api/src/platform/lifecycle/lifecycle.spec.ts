import { Logger } from '@nestjs/common';
import { Lifecycle, type Stage } from './lifecycle';

describe('Stopping', () => {
  beforeEach(() => jest.spyOn(Logger.prototype, 'error').mockImplementation());
  afterEach(() => jest.restoreAllMocks());

  const recorder = () => {
    const lifecycle = new Lifecycle();
    const log: string[] = [];
    const hook = (stage: Stage, name: string, fails = false) =>
      lifecycle.onStop({
        stage,
        name,
        timeoutMs: 20,
        stop: async () => {
          log.push(name);
          await Promise.resolve();
          if (fails) throw new Error('broken');
          log.push(`${name} done`);
        },
      });
    return { lifecycle, log, hook };
  };

  it('goes stage by stage, whatever the order things were registered in', async () => {
    const { lifecycle, log, hook } = recorder();
    hook('workers', 'workers');
    hook('calls', 'calls');
    hook('accepting', 'http');
    await lifecycle.stop();
    expect(log).toEqual(['http', 'http done', 'calls', 'calls done', 'workers', 'workers done']);
  });

  it('stops once, however many ask', async () => {
    const { lifecycle, log, hook } = recorder();
    hook('calls', 'calls');
    await Promise.all([lifecycle.stop(), lifecycle.stop(), lifecycle.beforeApplicationShutdown()]);
    expect(log).toEqual(['calls', 'calls done']);
  });

  it('goes on after a part that fails', async () => {
    const { lifecycle, log, hook } = recorder();
    hook('calls', 'calls', true);
    hook('workers', 'workers');
    await lifecycle.stop();
    expect(log).toEqual(['calls', 'workers', 'workers done']);
  });

  it('goes on after a part that never comes to rest', async () => {
    const { lifecycle, log, hook } = recorder();
    lifecycle.onStop({
      stage: 'calls',
      name: 'stuck',
      timeoutMs: 5,
      stop: () => new Promise(() => undefined),
    });
    hook('workers', 'workers');
    await lifecycle.stop();
    expect(log).toEqual(['workers', 'workers done']);
  });
});
