import { PlaybackAccount } from './playback-account';

const point = (playedMs: number, atMs: number, done = false, resumeId = 0) => ({
  segmentId: 'a',
  playedMs,
  atMs,
  done,
  resumeId,
});

describe('the account of what was heard', () => {
  it('counts sound as heard only after the delay of the output', () => {
    const account = new PlaybackAccount();
    account.note(point(40, 1000));
    expect(account.due(1030, 40)).toEqual([]);
    expect(account.due(1040, 40)).toEqual([{ segmentId: 'a', playedMs: 40, resumeId: 0 }]);
  });

  it('tells about every 100 ms, however often it is asked', () => {
    const account = new PlaybackAccount();
    const told: number[] = [];
    for (let ms = 40; ms <= 400; ms += 40) {
      account.note(point(ms, ms));
      account.due(ms, 0).forEach((progress) => told.push(progress.playedMs));
    }
    expect(told).toEqual([40, 160, 280, 400]);
  });

  it('never holds back the end of a segment', () => {
    const account = new PlaybackAccount();
    account.note(point(40, 40));
    account.due(40, 0);
    account.note(point(60, 60, true));
    expect(account.due(60, 0)).toEqual([{ segmentId: 'a', playedMs: 60, done: true, resumeId: 0 }]);
  });

  it('says nothing twice while the voice stands still', () => {
    const account = new PlaybackAccount();
    account.note(point(40, 40));
    account.due(40, 0);
    account.note(point(40, 400));
    expect(account.due(400, 0)).toEqual([]);
  });

  it('counts all that was rendered on a pause, because it still leaves the loudspeaker', () => {
    const account = new PlaybackAccount();
    account.note(point(40, 1000));
    account.note(point(80, 1040));
    expect(account.flush(1045)).toEqual([{ segmentId: 'a', playedMs: 80, resumeId: 0 }]);
    account.note(point(80, 1080));
    expect(account.due(5000, 40)).toEqual([]);
  });

  it('goes on counting from the place that the voice went back to', () => {
    const account = new PlaybackAccount();
    account.note(point(400, 1000));
    account.flush(1000);
    account.note(point(310, 1700, false, 1));
    expect(account.due(1700, 0)).toEqual([{ segmentId: 'a', playedMs: 310, resumeId: 1 }]);
    account.note(point(405, 1800, false, 1));
    expect(account.due(1800, 0)).toEqual([{ segmentId: 'a', playedMs: 405, resumeId: 1 }]);
  });
});
