import { gaps, heardBytes, playbackLine, sound, until } from '../../testing/playback-line';

const FADE_BYTES = 40;

describe('TwilioPlayback', () => {
  it('sends the first sound at once, and never more than 400 ms ahead', async () => {
    const { clock, twilio, playback } = playbackLine();
    playback.writeMulaw('a', sound(5000));
    await clock.advance(0);
    expect(twilio.sounding).toBe(true);
    let [least, most] = [Infinity, 0];
    for (let ms = 0; ms < 4500; ms += 10) {
      await clock.advance(10);
      least = Math.min(least, twilio.bufferedMs);
      most = Math.max(most, twilio.bufferedMs);
    }
    expect([least, most]).toEqual([310, 400]);
  });

  it('lets every sample be heard once, whatever pieces it comes in', async () => {
    const line = playbackLine();
    const { clock, twilio, playback } = line;
    const whole = sound(3333);
    for (let at = 0; at < whole.length; at += 777) {
      playback.writeMulaw('a', whole.subarray(at, at + 777));
      await clock.advance(30);
    }
    playback.end('a');
    await clock.until(until('a', line));
    const heard = heardBytes(twilio);
    expect(heard.subarray(0, whole.length).equals(whole)).toBe(true);
    expect(heard.subarray(whole.length).every((code) => code === 0xff)).toBe(true);
    expect(heard.length % 160).toBe(0);
    expect(gaps(twilio)).toBe(0);
    expect(twilio.protocolErrors).toEqual([]);
  });

  it('sends only whole frames, in few messages, with a mark for every 200 ms and the end', async () => {
    const line = playbackLine();
    const { clock, twilio, playback, counts } = line;
    playback.writeMulaw('a', sound(2050));
    playback.end('a');
    await clock.until(until('a', line));
    expect(twilio.received.every(({ bytes }) => bytes % 160 === 0)).toBe(true);
    expect(counts('mark')).toBe(11);
    expect(counts('media')).toBeLessThan(25);
  });

  it('reports what was played, and the end only when it is proven', async () => {
    const line = playbackLine({ oneWayMs: 40 });
    const { clock, playback, events } = line;
    playback.writeMulaw('a', sound(350));
    playback.writeMulaw('b', sound(200, 2));
    playback.end('a');
    playback.end('b');
    await clock.until(until('b', line));
    const of = (id: string) =>
      events
        .filter(({ segmentId }) => segmentId === id)
        .map(({ type, playedMs, atMs }) => `${atMs} ${type} ${playedMs}`);
    // The end of a is filled up to whole frames.
    expect(of('a')).toEqual([
      '100 progress 100',
      '200 progress 200',
      '300 progress 300',
      '360 progress 350',
      '440 finished 350',
    ]);
    expect(of('b')).toEqual([
      '400 progress 40',
      '500 progress 140',
      '560 progress 200',
      '640 finished 200',
    ]);
    expect(clock.pending).toBe(0);
  });

  it('passes the far end’s own word on, which tells when it began', async () => {
    const line = playbackLine({ oneWayMs: 40, startsLateMs: (nth) => nth * 30 });
    const { clock, playback, confirmed } = line;
    playback.writeMulaw('a', sound(350));
    playback.end('a');
    await clock.until(until('a', line));
    await clock.advance(560);
    playback.writeMulaw('b', sound(200, 2));
    playback.end('b');
    await clock.until(until('b', line));
    // The end of a is filled up to whole frames.
    expect(confirmed).toEqual(['280 a 200', '440 a 360', '1310 b 200']);
  });

  it('takes no mark for such a word that was sent when nothing played any more', async () => {
    const line = playbackLine({ oneWayMs: 40 });
    const { clock, playback, confirmed } = line;
    playback.writeMulaw('a', sound(100));
    await clock.advance(500);
    playback.end('a');
    await clock.until(until('a', line));
    expect(confirmed).toEqual([]);
  });

  it('does not drift in ten minutes', async () => {
    const line = playbackLine({ oneWayMs: 30 });
    const { clock, twilio, playback, events, troubles } = line;
    const minute = sound(60_000);
    for (let at = 0; at < 10; at += 1) playback.writeMulaw('a', minute);
    playback.end('a');
    await clock.until(until('a', line), 700_000);
    expect(events.at(-1)).toMatchObject({ playedMs: 600_000, atMs: 600_060 });
    expect(gaps(twilio)).toBe(0);
    expect(heardBytes(twilio).length).toBe(4_800_000);
    expect(events.every(({ playedMs, atMs }) => playedMs === Math.min(atMs, 600_000))).toBe(true);
    expect(troubles).toEqual([]);
  }, 30_000);

  it('keeps no timer while nothing plays', async () => {
    const { clock, playback } = playbackLine();
    await clock.advance(0);
    expect(clock.pending).toBe(0);
    playback.writeMulaw('a', sound(100));
    expect(clock.pending).toBe(1);
    playback.clear('a');
    expect(clock.pending).toBe(0);
  });

  it('waits without a timer for a voice that makes a pause, and goes on at once', async () => {
    const line = playbackLine();
    const { clock, twilio, playback } = line;
    const [first, second] = [sound(300), sound(300, 2)];
    playback.writeMulaw('a', first);
    await clock.advance(1000);
    expect(clock.pending).toBe(0);
    playback.writeMulaw('a', second);
    playback.end('a');
    await clock.until(until('a', line));
    expect(twilio.heard.map(({ atMs }) => atMs)).toEqual([0, 1000]);
    expect(
      heardBytes(twilio)
        .subarray(0, 4800)
        .equals(Buffer.concat([first, second])),
    ).toBe(true);
  });
});

describe('a pause', () => {
  it.each([0, 45])('loses and repeats no sample, %i ms away', async (oneWayMs) => {
    const line = playbackLine({ oneWayMs });
    const { clock, twilio, playback, events } = line;
    const whole = sound(3000);
    playback.writeMulaw('a', whole);
    playback.end('a');
    await clock.advance(1234.5);
    playback.pause();
    const stoppedAt = clock.now() + oneWayMs;
    expect(events.at(-1)).toMatchObject({ type: 'progress', playedMs: 1234.5 });
    await clock.advance(2000);
    expect(twilio.sounding).toBe(false);
    const [before] = twilio.heard;
    expect(whole.subarray(0, 9876).equals(before?.mulaw ?? Buffer.alloc(0))).toBe(true);
    expect((before?.atMs ?? 0) + 9876 / 8).toBe(stoppedAt);
    playback.resume('a', 1234.5);
    await clock.until(until('a', line));
    const after = Buffer.from(twilio.heard[1]?.mulaw ?? []);
    const kept = whole.subarray(9876 + FADE_BYTES);
    expect(kept.equals(after.subarray(FADE_BYTES, FADE_BYTES + kept.length))).toBe(true);
    expect(after.length - FADE_BYTES - kept.length).toBeLessThan(160);
  });

  it('goes back to the beginning of the cut word, and fades in', async () => {
    const line = playbackLine();
    const { clock, twilio, playback } = line;
    const loud = Buffer.alloc(24_000, 0x80);
    playback.writeMulaw('a', loud);
    playback.end('a');
    await clock.advance(1000);
    playback.pause();
    await clock.advance(500);
    playback.resume('a', 750);
    await clock.until(until('a', line));
    expect(twilio.heard.map(({ atMs, mulaw }) => [atMs, mulaw.length / 8])).toEqual([
      [0, 1000],
      [1500, 2260],
    ]);
    const [, after] = twilio.heard;
    const rising = [...(after?.mulaw.subarray(0, 41) ?? [])];
    expect(rising[0]).toBe(0xff);
    expect(rising.every((code, at) => at === 0 || code <= (rising[at - 1] ?? 0))).toBe(true);
    expect(rising[40]).toBe(0x80);
  });

  it('holds what is written meanwhile, and sends nothing', async () => {
    const line = playbackLine();
    const { clock, twilio, playback, counts } = line;
    playback.writeMulaw('a', sound(1000));
    await clock.advance(500);
    playback.pause();
    const sent = counts('media');
    playback.writeMulaw('a', sound(1000, 2));
    playback.end('a');
    playback.writeMulaw('b', sound(500, 3));
    playback.end('b');
    await clock.advance(60_000);
    expect(counts('media')).toBe(sent);
    expect(clock.pending).toBe(0);
    playback.resume('a', 500);
    await clock.until(until('b', line));
    expect(heardBytes(twilio).length).toBe(2500 * 8);
  });

  it('in the next segment says the former is over, and goes on in the next', async () => {
    const line = playbackLine({ oneWayMs: 50 });
    const { clock, twilio, playback, finished, events } = line;
    const [a, b] = [sound(400), sound(1000, 2)];
    playback.writeMulaw('a', a);
    playback.writeMulaw('b', b);
    playback.end('a');
    playback.end('b');
    await clock.advance(450);
    playback.pause();
    expect(finished('a')).toMatchObject({ playedMs: 400, atMs: 450 });
    expect(events.filter(({ segmentId }) => segmentId === 'b').at(-1)).toMatchObject({
      playedMs: 50,
    });
    await clock.advance(300);
    playback.resume('b', 50);
    await clock.until(until('b', line));
    const heard = heardBytes(twilio);
    expect(heard.subarray(0, 3600).equals(Buffer.concat([a, b.subarray(0, 400)]))).toBe(true);
    const rest = heard.subarray(3600 + FADE_BYTES, 11_200);
    expect(rest.equals(b.subarray(400 + FADE_BYTES))).toBe(true);
  });

  it('behind the last sample leaves the segment open until it is resumed', async () => {
    const line = playbackLine({ oneWayMs: 50 });
    const { clock, playback, events, finished } = line;
    playback.writeMulaw('a', sound(400));
    playback.end('a');
    await clock.advance(420);
    playback.pause();
    await clock.advance(1000);
    expect(finished('a')).toBeUndefined();
    expect(events.at(-1)).toMatchObject({ type: 'progress', playedMs: 400 });
    playback.resume('a', 400);
    expect(finished('a')).toMatchObject({ playedMs: 400 });
    expect(clock.pending).toBe(0);
  });

  it('before the first sound holds it', async () => {
    const line = playbackLine();
    const { clock, twilio, playback } = line;
    playback.pause();
    playback.writeMulaw('a', sound(400));
    playback.end('a');
    await clock.advance(500);
    expect(twilio.heard).toEqual([]);
    playback.resume('a', 0);
    await clock.until(until('a', line));
    expect(heardBytes(twilio).equals(sound(400))).toBe(true);
  });

  it('keeps two seconds to go back, and no more', async () => {
    const line = playbackLine();
    const { clock, twilio, playback } = line;
    playback.writeMulaw('a', sound(10_000));
    playback.end('a');
    await clock.advance(6000);
    playback.pause();
    await clock.advance(100);
    playback.resume('a', 1000);
    await clock.until(until('a', line));
    expect(twilio.heard[1]?.mulaw.length).toBe((10_000 - 4000) * 8);
  });
});

describe('a resume without a pause', () => {
  it('changes nothing', async () => {
    const line = playbackLine();
    const { clock, twilio, playback } = line;
    playback.writeMulaw('a', sound(1000));
    playback.end('a');
    await clock.advance(500);
    playback.resume('a', 300);
    await clock.until(until('a', line));
    expect(heardBytes(twilio).equals(sound(1000))).toBe(true);
  });
});
