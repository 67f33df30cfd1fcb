import { gaps, heardBytes, playbackLine, sound, until } from '../../testing/playback-line';
import { VirtualClock } from '../../testing/virtual-clock';
import { TwilioPlayback } from './twilio-playback';

describe('a cut', () => {
  it('silences the line at once and forgets everything, with one clear', async () => {
    const { clock, twilio, playback, events, counts } = playbackLine();
    playback.writeMulaw('a', sound(1000));
    playback.writeMulaw('b', sound(1000, 2));
    playback.end('a');
    await clock.advance(333);
    const told = events.length;
    playback.clear('a');
    playback.clear('b');
    expect(twilio.sounding).toBe(false);
    await clock.advance(5000);
    expect(heardBytes(twilio).equals(sound(1000).subarray(0, 333 * 8))).toBe(true);
    expect(events).toHaveLength(told);
    expect(counts('clear')).toBe(1);
    expect(clock.pending).toBe(0);
  });

  it('ignores the marks that come back with it, however late they are', async () => {
    const line = playbackLine({ oneWayMs: 60 });
    const { clock, twilio, playback, events, finished } = line;
    playback.writeMulaw('a', sound(1000));
    playback.end('a');
    await clock.advance(700);
    playback.clear('a');
    const told = events.length;
    playback.writeMulaw('a2', sound(1000, 2));
    playback.end('a2');
    await clock.advance(130);
    expect(finished('a2')).toBeUndefined();
    expect(events.slice(told).every(({ segmentId }) => segmentId === 'a2')).toBe(true);
    await clock.until(until('a2', line));
    expect(finished('a2')).toMatchObject({ atMs: 700 + 1000 + 120, playedMs: 1000 });
    const heard = Buffer.concat([sound(1000).subarray(0, 5600), sound(1000, 2)]);
    // The new sound was under way when the old was cut, so it follows without a gap.
    expect(heardBytes(twilio).equals(heard)).toBe(true);
  });

  it('of what no longer waits leaves the next segment alone', async () => {
    const line = playbackLine();
    const { clock, twilio, playback } = line;
    playback.writeMulaw('b', sound(500));
    playback.end('b');
    playback.clear('a');
    await clock.until(until('b', line));
    expect(heardBytes(twilio).equals(sound(500))).toBe(true);
  });

  it('while paused needs no second clear, and lets the next segment out', async () => {
    const line = playbackLine();
    const { clock, playback, counts, finished } = line;
    playback.writeMulaw('a', sound(1000));
    await clock.advance(500);
    playback.pause();
    playback.clear('a');
    playback.writeMulaw('b', sound(300, 2));
    playback.end('b');
    await clock.until(until('b', line));
    expect(counts('clear')).toBe(1);
    expect(finished('b')).toMatchObject({ atMs: 800 });
  });
});

describe('marks', () => {
  it('that come late do not move the position back or hold up the sound', async () => {
    const line = playbackLine({ markDelayMs: (mark) => (mark % 3 === 1 ? 140 : 0) });
    const { clock, twilio, playback, events, troubles } = line;
    playback.writeMulaw('a', sound(5000));
    playback.end('a');
    await clock.until(until('a', line));
    expect(gaps(twilio)).toBe(0);
    expect(events.every(({ playedMs }, at) => playedMs >= (events[at - 1]?.playedMs ?? 0))).toBe(
      true,
    );
    const progress = events.filter(({ type }) => type === 'progress');
    expect(progress.every(({ playedMs, atMs }) => playedMs === atMs)).toBe(true);
    expect(troubles).toEqual([]);
  });

  it('that come one after the other later than before show that the far end stood still', async () => {
    const line = playbackLine({ markDelayMs: (mark) => (mark < 10 ? 0 : 120) });
    const { clock, playback, events } = line;
    playback.writeMulaw('a', sound(6000));
    playback.end('a');
    await clock.advance(4000);
    expect(events.at(-1)).toMatchObject({ playedMs: 4000 - 120 });
  });

  it('that show it only after the next segment was reported take back what is held, not what follows', async () => {
    const line = playbackLine({ markDelayMs: (mark) => (mark < 2 ? 0 : 140) });
    const { clock, twilio, playback, events } = line;
    const [a, b] = [sound(880), sound(400, 2)];
    playback.writeMulaw('a', a);
    playback.writeMulaw('b', b);
    playback.end('a');
    playback.end('b');
    await clock.advance(945);
    expect(events.at(-1)).toMatchObject({ segmentId: 'b', playedMs: 20 });
    playback.pause();
    await clock.advance(500);
    playback.resume('a', 880);
    await clock.until(until('b', line));
    const again = Buffer.from(twilio.heard[1]?.mulaw ?? []);
    // Five milliseconds fill up the last frame of a.
    const held = Buffer.concat([a.subarray(805 * 8), Buffer.alloc(40, 0xff), b]);
    expect(again.subarray(40, held.length).equals(held.subarray(40))).toBe(true);
  });

  it('that never come are taken for come after three seconds, which is told once', async () => {
    const line = playbackLine({ markDelayMs: () => null });
    const { clock, playback, finished, troubles, events } = line;
    playback.writeMulaw('a', sound(1000));
    playback.end('a');
    await clock.advance(3000);
    // Nothing proves more than the first mark's distance and what a slow network may hide.
    expect(events.at(-1)?.playedMs).toBeLessThanOrEqual(600);
    await clock.until(until('a', line));
    expect(finished('a')?.atMs).toBeGreaterThan(4000);
    expect(finished('a')).toMatchObject({ playedMs: 1000 });
    expect(troubles).toEqual(['marks_overdue']);
    playback.writeMulaw('b', sound(6000, 2));
    const from = clock.now();
    await clock.advance(2000);
    expect(events.at(-1)).toMatchObject({ playedMs: clock.now() - from });
    playback.clear('b');
    expect(clock.pending).toBe(0);
  });

  it('of which one is lost are made good by the next', async () => {
    const line = playbackLine({ markDelayMs: (mark) => (mark === 4 ? null : 0) });
    const { clock, playback, finished, troubles } = line;
    for (const [at, id] of ['a', 'b', 'c'].entries()) {
      playback.writeMulaw(id, sound(400, at + 1));
      playback.end(id);
    }
    await clock.until(until('c', line));
    expect(finished('b')).toMatchObject({ atMs: 800 });
    expect(finished('c')).toMatchObject({ atMs: 1200 });
    expect(troubles).toEqual([]);
  });

  it('nobody knows are ignored', async () => {
    const { clock, playback, events } = playbackLine();
    playback.writeMulaw('a', sound(1000));
    playback.end('a');
    ['g1:m5:a:1000', '', 'anything'].forEach((name) => playback.mark(name));
    await clock.advance(150);
    expect(events.map(({ playedMs }) => playedMs)).toEqual([100]);
    playback.close();
  });
});

describe('a far end that answers marks before it has played anything', () => {
  it('is sent everything all the same', async () => {
    const clock = new VirtualClock();
    const sent: string[] = [];
    const send = (text: string): void => {
      const { mark, media } = JSON.parse(text) as {
        mark?: { name: string };
        media?: { payload: string };
      };
      if (mark) clock.setTimer(0, () => playback.mark(mark.name));
      if (media) sent.push(media.payload);
    };
    const wire = { send, bufferedBytes: 0 };
    const playback = new TwilioPlayback({ clock, wire, streamSid: 'MZ1' });
    const whole = sound(3000);
    playback.writeMulaw('a', whole);
    playback.end('a');
    await clock.advance(4000);
    const bytes = Buffer.concat(sent.map((payload) => Buffer.from(payload, 'base64')));
    expect(bytes.equals(whole)).toBe(true);
    expect(clock.pending).toBe(0);
  });
});

describe('a line that is not well', () => {
  it('with jitter plays without a gap', async () => {
    const line = playbackLine({ oneWayMs: 30, jitterMs: 150 });
    const { clock, twilio, playback } = line;
    playback.writeMulaw('a', sound(20_000));
    playback.end('a');
    await clock.until(until('a', line));
    // The first message may be quick and the next slow, once; the buffer bridges the rest.
    expect(gaps(twilio)).toBe(0);
    expect(heardBytes(twilio).equals(sound(20_000))).toBe(true);
  });

  it('is noticed when its socket takes nothing for five seconds, and is not fed on', async () => {
    const line = playbackLine();
    const { clock, twilio, playback, troubles } = line;
    twilio.stopReading();
    playback.writeMulaw('a', sound(60_000));
    playback.end('a');
    await clock.advance(7000);
    expect(troubles).toEqual(['socket_stalled']);
    expect(twilio.wire.bufferedBytes).toBeLessThan(16_000);
    await clock.advance(20_000);
    expect(twilio.wire.bufferedBytes).toBeLessThan(16_000);
    twilio.readAgain();
    await clock.until(until('a', line), 90_000);
    expect(heardBytes(twilio).equals(sound(60_000))).toBe(true);
    expect(troubles).toEqual(['socket_stalled']);
  });

  it('claims nothing to be heard that its socket still holds', async () => {
    const { clock, twilio, playback, events } = playbackLine();
    playback.writeMulaw('a', sound(400));
    await clock.advance(200);
    twilio.stopReading();
    playback.writeMulaw('a', sound(5000, 2));
    await clock.advance(2900);
    expect(events.at(-1)?.playedMs).toBeLessThan(800);
    playback.close();
  });

  it('takes ten minutes of sound and refuses more', async () => {
    const { clock, twilio, playback, troubles } = playbackLine();
    const minute = new Uint8Array(60 * 8000);
    for (let at = 0; at < 11; at += 1) playback.writeMulaw('a', minute);
    expect(troubles).toEqual(['overflow']);
    playback.close();
    twilio.close();
    expect(clock.pending).toBe(0);
  });

  it('that is closed takes and tells nothing any more', async () => {
    const { clock, twilio, playback, events } = playbackLine();
    playback.writeMulaw('a', sound(1000));
    await clock.advance(250);
    const [told, sent] = [events.length, twilio.received.length];
    playback.close();
    playback.writeMulaw('a', sound(1000));
    playback.end('a');
    playback.pause();
    playback.resume('a', 0);
    playback.clear('a');
    expect(clock.pending).toBeLessThanOrEqual(2); // Twilio's own marks
    await clock.advance(10_000);
    expect([events.length, twilio.received.length]).toEqual([told, sent]);
    expect(clock.pending).toBe(0);
  });
});
