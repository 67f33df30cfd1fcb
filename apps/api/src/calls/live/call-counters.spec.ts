import { busy } from '../calls.errors';
import { Metrics } from '../../platform/metrics/metrics';
import { CallCounters } from './call-counters';

describe('the counters of calls', () => {
  let metrics: Metrics;
  let counters: CallCounters;

  beforeEach(() => {
    metrics = new Metrics();
    counters = new CallCounters(metrics);
  });
  afterEach(() => metrics.registry.clear());

  it.each([
    ['trainee_hung_up', 'completed'],
    ['time_limit', 'completed'],
    ['switched', 'completed'],
    ['disconnected', 'disconnected'],
    ['failed', 'failed'],
  ] as const)('take one that ended by %s for %s', async (reason, outcome) => {
    counters.ended('phone', reason);
    expect(await metrics.total('calls_total', { channel: 'phone', outcome })).toBe(1);
    expect(await metrics.total('calls_total')).toBe(1);
  });

  it('tell one that was refused from one that could not begin', async () => {
    counters.notBegun('browser', busy());
    counters.notBegun('browser', new Error('The database is away'));
    expect(await metrics.total('calls_total', { outcome: 'refused' })).toBe(1);
    expect(await metrics.total('calls_total', { outcome: 'failed' })).toBe(1);
  });

  it('count tools, and failures by provider and stage', async () => {
    const at = { seq: 1, atMs: 0 };
    counters.saw({ ...at, type: 'tool.called', name: 'end_call' });
    counters.saw({ ...at, type: 'provider.failed', stage: 'tts', provider: 'a', kind: 'timeout' });
    counters.saw({ ...at, type: 'provider.failed', stage: 'stt', provider: 'a', kind: 'timeout' });
    counters.saw({ ...at, type: 'turn.unheard' });
    expect(await metrics.total('tool_calls_total')).toBe(1);
    expect(await metrics.total('provider_errors_total')).toBe(2);
    expect(await metrics.total('provider_errors_total', { stage: 'tts', provider: 'a' })).toBe(1);
  });

  it('are nought where nobody counts', async () => {
    expect(await metrics.total('sms_total')).toBe(0);
  });
});
