import type { PlaybackEvent } from '@sparline/voice';
import { VirtualClock } from '@sparline/voice/testing';
import { BrowserPlayback } from './browser-playback';

type Sent = { event: string; payload: unknown[] };

const audio = (ms: number) => new Int16Array(ms * 24).fill(1);

const playing = () => {
  const sent: Sent[] = [];
  const heard: PlaybackEvent[] = [];
  const wire = {
    emit: (event: string, ...payload: unknown[]) => void sent.push({ event, payload }),
  };
  const playback = new BrowserPlayback(new VirtualClock(), 24_000, false, wire);
  playback.subscribe((event) => heard.push(event));
  for (let i = 0; i < 50; i += 1) playback.write('s1', audio(100));
  playback.report({ segmentId: 's1', playedMs: 1_500, resumeId: 0 });
  playback.pause('s1');
  sent.length = heard.length = 0;
  const report = (playedMs: number, resumeId?: number) =>
    playback.report({ segmentId: 's1', playedMs, ...(resumeId === undefined ? {} : { resumeId }) });
  return { sent, heard, playback, wire, report };
};
const positions = (heard: PlaybackEvent[]) => heard.map(({ playedMs }) => playedMs);

describe('BrowserPlayback after a pause', () => {
  it('says where to go on, and which of its resumes this is', () => {
    const { sent, playback } = playing();
    playback.resume('s1', 1_300);
    playback.resume('s1', 1_200);
    expect(sent.map(({ payload }) => payload[0])).toEqual([
      { segmentId: 's1', fromMs: 1_300, resumeId: 1 },
      { segmentId: 's1', fromMs: 1_200, resumeId: 2 },
    ]);
  });

  it('takes the position back, and counts on from there', () => {
    const { heard, playback, report } = playing();
    playback.resume('s1', 1_300);
    report(1_300, 1);
    report(1_390, 1);
    expect(positions(heard)).toEqual([1_300, 1_390]);
  });

  it('does not believe a report from before the resume', () => {
    const { heard, playback, report } = playing();
    playback.resume('s1', 1_300);
    report(1_600, 0);
    report(1_310, 1);
    expect(positions(heard)).toEqual([1_310]);
  });

  it('believes a page that had gone on by itself and did not go back', () => {
    const { heard, playback, report } = playing();
    playback.resume('s1', 1_300);
    report(2_100, 1);
    expect(positions(heard)).toEqual([2_100]);
  });

  it('lets nothing but a resume take the position back', () => {
    const { heard, playback, report } = playing();
    playback.resume('s1', 1_300);
    report(1_400, 1);
    report(1_350, 1);
    expect(positions(heard)).toEqual([1_400, 1_400]);
  });

  it('takes a page that knows of no resumes at its word', () => {
    const { heard, playback, report } = playing();
    playback.resume('s1', 1_300);
    report(1_550);
    expect(positions(heard)).toEqual([1_550]);
  });

  it('finishes a segment that the page had played to its end before it could go back', () => {
    const { heard, playback } = playing();
    playback.end('s1');
    playback.resume('s1', 1_300);
    playback.report({ segmentId: 's1', playedMs: 5_000, done: true, resumeId: 0 });
    expect(heard).toEqual([{ type: 'finished', segmentId: 's1', playedMs: 5_000 }]);
  });

  it('keeps the frames that are said again for a page that comes back', () => {
    const { sent, playback, wire } = playing();
    playback.hold();
    playback.resume('s1', 1_300);
    expect(sent).toEqual([]);
    playback.reattach(wire, -1);
    const [resumed, first] = sent;
    expect(resumed).toMatchObject({ event: 'audio.resume', payload: [{ fromMs: 1_300 }] });
    expect(first).toMatchObject({ event: 'audio', payload: [{ segmentId: 's1', seq: 13 }, {}] });
  });

  it('tells a page that comes back what it missed, in order and once', () => {
    const { sent, playback, wire } = playing();
    playback.hold();
    playback.resume('s1', 1_300);
    playback.write('s1', audio(100));
    playback.clear('s1');
    playback.reattach(wire, 60);
    playback.hold();
    playback.reattach(wire, 60);
    expect(sent.map(({ event }) => event)).toEqual(['audio.resume', 'audio.clear']);
  });
});
