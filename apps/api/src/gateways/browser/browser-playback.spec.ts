import type { PlaybackEvent } from '@sparline/voice';
import { VirtualClock } from '@sparline/voice/testing';
import { BrowserPlayback } from './browser-playback';

type Sent = { event: string; payload: unknown[] };

const SAMPLES_PER_MS = 24;
const audio = (ms: number) => new Int16Array(ms * SAMPLES_PER_MS).fill(1);

const start = (speaksText = false) => {
  const clock = new VirtualClock();
  const sent: Sent[] = [];
  const heard: PlaybackEvent[] = [];
  const wire = {
    emit: (event: string, ...payload: unknown[]) => void sent.push({ event, payload }),
  };
  const playback = new BrowserPlayback(clock, 24_000, speaksText, wire);
  playback.subscribe((event) => heard.push(event));
  return { clock, sent, heard, playback, wire };
};

describe('BrowserPlayback', () => {
  it('numbers frames and passes on what the page has played, never more than it was given', () => {
    const { sent, heard, playback } = start();
    playback.write('s1', audio(100));
    playback.write('s1', audio(100));
    playback.report({ segmentId: 's1', playedMs: 5_000 });
    expect(sent.map(({ payload }) => payload[0])).toEqual([
      { segmentId: 's1', seq: 0 },
      { segmentId: 's1', seq: 1 },
    ]);
    expect(heard).toEqual([{ type: 'progress', segmentId: 's1', playedMs: 200 }]);
  });

  it('never lets the heard position run backwards', () => {
    const { heard, playback } = start();
    playback.write('s1', audio(1_000));
    playback.report({ segmentId: 's1', playedMs: 600 });
    playback.report({ segmentId: 's1', playedMs: 300 });
    expect(heard.map((event) => event.playedMs)).toEqual([600, 600]);
  });

  it('finishes a segment when the page says it is done and no more audio will come', () => {
    const { heard, playback } = start();
    playback.write('s1', audio(100));
    playback.report({ segmentId: 's1', playedMs: 100, done: true });
    expect(heard.at(-1)?.type).toBe('progress');
    playback.end('s1');
    playback.report({ segmentId: 's1', playedMs: 100, done: true });
    expect(heard.at(-1)).toEqual({ type: 'finished', segmentId: 's1', playedMs: 100 });
  });

  it('finishes at once when the page had played all before it was told that this was all', () => {
    const { heard, playback } = start();
    playback.write('s1', audio(100));
    playback.report({ segmentId: 's1', playedMs: 100, done: true });
    playback.end('s1');
    expect(heard.at(-1)).toEqual({ type: 'finished', segmentId: 's1', playedMs: 100 });
  });

  it('reports nothing for a segment that was cleared', () => {
    const { heard, playback } = start();
    playback.write('s1', audio(500));
    playback.clear('s1');
    playback.report({ segmentId: 's1', playedMs: 400 });
    expect(heard).toEqual([]);
  });

  it('does not wait for ever for a page that stopped reporting', async () => {
    const { clock, heard, playback } = start();
    playback.write('s1', audio(1_000));
    playback.end('s1');
    await clock.advance(3_900);
    expect(heard).toEqual([]);
    await clock.advance(200);
    expect(heard).toEqual([{ type: 'finished', segmentId: 's1', playedMs: 1_000 }]);
    expect(clock.pending).toBe(0);
  });

  it('waits as long as it takes while the output is paused', async () => {
    const { clock, heard, playback } = start();
    playback.write('s1', audio(1_000));
    playback.end('s1');
    playback.pause('s1');
    await clock.advance(60_000);
    expect(heard).toEqual([]);
  });

  it('sends a page that came back the frames it had not received', () => {
    const { sent, playback, wire } = start();
    playback.write('s1', audio(300));
    playback.write('s1', audio(300));
    playback.end('s1');
    playback.hold();
    playback.write('s1', audio(300));
    sent.length = 0;
    playback.reattach(wire, 0);
    expect(sent).toEqual([
      { event: 'audio', payload: [{ segmentId: 's1', seq: 1 }, expect.any(Buffer)] },
      { event: 'audio', payload: [{ segmentId: 's1', seq: 2 }, expect.any(Buffer)] },
      { event: 'audio.end', payload: [{ segmentId: 's1' }] },
    ]);
  });

  it('lets the browser speak and takes its word for when it is done', () => {
    const { sent, heard, playback } = start(true);
    playback.speak('s1', 'Hello there.');
    playback.end('s1');
    playback.report({ segmentId: 's1', playedMs: 900, done: true });
    expect(sent).toEqual([
      { event: 'speak', payload: [{ segmentId: 's1', text: 'Hello there.' }] },
    ]);
    expect(heard.at(-1)).toEqual({ type: 'finished', segmentId: 's1', playedMs: 900 });
  });
});
