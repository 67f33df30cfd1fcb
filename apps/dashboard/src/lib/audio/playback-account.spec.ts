import { PlaybackAccount } from './playback-account';

const point = (playedMs: number, atMs: number, done = false) => ({
  segmentId: 'a',
  playedMs,
  atMs,
  done,
});

describe('the account of what was heard', () => {
  it('counts sound as heard only after the delay of the output', () => {
    const account = new PlaybackAccount();
    account.note(point(40, 1000));
    expect(account.due(1030, 40)).toEqual([]);
    expect(account.due(1040, 40)).toEqual([{ segmentId: 'a', playedMs: 40 }]);
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
    expect(account.due(60, 0)).toEqual([{ segmentId: 'a', playedMs: 60, done: true }]);
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
    expect(account.flush(1045)).toEqual([{ segmentId: 'a', playedMs: 80 }]);
    account.note(point(80, 1080));
    expect(account.due(5000, 40)).toEqual([]);
  });
});
