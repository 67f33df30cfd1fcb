import type { VoiceEvent } from '@sparline/voice';
import { usageOfCall } from './call-usage';

const call = { callId: 'c1', startedAt: new Date('2026-11-21T10:00:00Z') };
const usage = (
  seq: number,
  change: Partial<Extract<VoiceEvent, { type: 'usage' }>>,
): VoiceEvent => ({
  seq,
  atMs: seq * 1000,
  type: 'usage',
  provider: 'openai',
  model: 'gpt-4o-mini',
  purpose: 'reply',
  quantities: [],
  ...change,
});

describe('usageOfCall', () => {
  it('makes a line of every unit of every usage entry, at its own time', () => {
    const events: VoiceEvent[] = [
      { seq: 1, atMs: 0, type: 'speech.started' },
      usage(2, {
        quantities: [
          { unit: 'input_token', quantity: 10 },
          { unit: 'output_token', quantity: 4 },
        ],
      }),
      usage(3, {
        purpose: 'speech',
        estimated: true,
        quantities: [{ unit: 'character', quantity: 7 }],
      }),
    ];

    expect(usageOfCall(call, events)).toEqual([
      expect.objectContaining({
        sourceId: 'c1-2-input_token',
        component: 'language_model',
        quantity: 10,
        estimated: false,
        occurredAt: new Date('2026-11-21T10:00:02Z'),
      }),
      expect.objectContaining({ sourceId: 'c1-2-output_token', quantity: 4 }),
      expect.objectContaining({ sourceId: 'c1-3-character', component: 'speech', estimated: true }),
    ]);
  });

  it.each([
    ['reply', 'language_model'],
    ['speculative', 'language_model'],
    ['recognition', 'recognition'],
    ['speech', 'speech'],
  ] as const)('counts %s as %s', (purpose, component) => {
    const [line] = usageOfCall(call, [
      usage(1, { purpose, quantities: [{ unit: 'audio_ms', quantity: 5 }] }),
    ]);
    expect(line?.component).toBe(component);
  });

  it('adds up a unit named twice, counts part of a unit as one, and leaves out what was not used', () => {
    const lines = usageOfCall(call, [
      usage(1, {
        quantities: [
          { unit: 'audio_ms', quantity: 1.25 },
          { unit: 'audio_ms', quantity: 2 },
          { unit: 'character', quantity: 0 },
        ],
      }),
    ]);
    expect(lines.map(({ unit, quantity }) => [unit, quantity])).toEqual([['audio_ms', 4]]);
  });

  it('has a line a minute of recognition, which tells of itself every few seconds', () => {
    const heard = (seq: number, quantity: number): VoiceEvent =>
      usage(seq, { purpose: 'recognition', quantities: [{ unit: 'audio_ms', quantity }] });
    const lines = usageOfCall(call, [heard(5, 5_040), heard(10, 5_000), heard(61, 5_020)]);
    expect(lines.map(({ sourceId, quantity }) => [sourceId, quantity])).toEqual([
      ['c1-5-audio_ms', 10_040],
      ['c1-61-audio_ms', 5_020],
    ]);
  });

  it('counts what was under way when the log broke off as estimated', () => {
    const lines = usageOfCall(call, [
      {
        seq: 7,
        atMs: 900,
        type: 'request.sent',
        provider: 'elevenlabs',
        model: 'flash',
        purpose: 'speech',
        turnId: 'p2',
        quantities: [{ unit: 'character', quantity: 31 }],
      },
    ]);
    expect(lines).toEqual([
      expect.objectContaining({
        sourceId: 'c1-7-character',
        component: 'speech',
        provider: 'elevenlabs',
        quantity: 31,
        estimated: true,
      }),
    ]);
  });
});
