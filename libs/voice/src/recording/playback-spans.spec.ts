import type { VoiceEvent, VoiceEventBody } from '../events/voice-event';
import { outputSampleRate, playbackSpans } from './playback-spans';

type At = [atMs: number, body: VoiceEventBody];

function log(entries: readonly At[]): VoiceEvent[] {
  const started: At = [
    0,
    { type: 'session.started', engine: 'pipeline', outputSampleRate: 24_000 },
  ];
  return [started, ...entries].map(([atMs, body], seq) => ({ seq, atMs, ...body }));
}

const produced = (segmentId: string, offsetMs: number, ms: number): VoiceEventBody => ({
  type: 'segment.produced',
  segmentId,
  offsetSamples: offsetMs * 24,
  samples: ms * 24,
});
const progress = (segmentId: string, playedMs: number): VoiceEventBody => ({
  type: 'playback.progress',
  segmentId,
  playedMs,
});
const finished = (segmentId: string, playedMs: number, roundTripMs?: number): VoiceEventBody => ({
  type: 'playback.finished',
  segmentId,
  playedMs,
  ...(roundTripMs === undefined ? {} : { roundTripMs }),
});
const confirmed = (segmentId: string, playedMs: number): VoiceEventBody => ({
  type: 'playback.confirmed',
  segmentId,
  playedMs,
});
const paused = (segmentId: string): VoiceEventBody => ({ type: 'output.paused', segmentId });
const resumed = (segmentId: string, fromMs?: number): VoiceEventBody => ({
  type: 'output.resumed',
  segmentId,
  ...(fromMs === undefined ? {} : { fromMs }),
});
const cleared = (segmentId: string): VoiceEventBody => ({ type: 'output.cleared', segmentId });

/** Spans as `segment offsetMs+lengthMs @ startMs`. */
function spans(...entries: At[]): string[] {
  return playbackSpans(log(entries)).map(
    ({ segmentId, startMs, offsetSamples, samples }) =>
      `${segmentId} ${offsetSamples / 24}+${samples / 24} @ ${startMs}`,
  );
}

describe('playbackSpans', () => {
  it('places a segment that played through where it began', () => {
    expect(
      spans(
        [1000, produced('a', 0, 300)],
        [1200, progress('a', 100)],
        [1300, progress('a', 200)],
        [1400, finished('a', 300)],
      ),
    ).toEqual(['a 0+300 @ 1100']);
  });

  it('places segments that follow each other without a break or an overlap', () => {
    expect(
      spans(
        [1000, produced('a', 0, 200)],
        [1010, produced('b', 200, 200)],
        [1300, finished('a', 200)],
        [1395, progress('b', 100)],
        [1500, finished('b', 200)],
      ),
    ).toEqual(['a 0+200 @ 1100', 'b 200+200 @ 1300']);
  });

  it('leaves out what was produced but never played', () => {
    expect(
      spans(
        [1000, produced('a', 0, 400)],
        [1010, produced('b', 400, 500)],
        [1200, progress('a', 100)],
        [1250, cleared('a')],
      ),
    ).toEqual(['a 0+150 @ 1100']);
  });

  it('credits no more than 150 ms after the last report when the output is cut off', () => {
    expect(
      spans([1000, produced('a', 0, 4000)], [1200, progress('a', 100)], [2900, cleared('a')]),
    ).toEqual(['a 0+250 @ 1100']);
  });

  it('never places more than was produced', () => {
    expect(
      spans([1000, produced('a', 0, 120)], [1200, progress('a', 100)], [1300, cleared('a')]),
    ).toEqual(['a 0+120 @ 1100']);
  });

  it('cuts at a pause and goes on at the resume', () => {
    expect(
      spans(
        [900, produced('a', 0, 400)],
        [1100, progress('a', 100)],
        [1200, progress('a', 200)],
        [1240, paused('a')],
        [1260, progress('a', 240)],
        [2000, resumed('a')],
        [2060, progress('a', 300)],
        [2160, finished('a', 400)],
      ),
    ).toEqual(['a 0+240 @ 1000', 'a 240+160 @ 2000']);
  });

  it('plays the beginning of a cut word again where the output went back to it', () => {
    expect(
      spans(
        [900, produced('a', 0, 400)],
        [1100, progress('a', 100)],
        [1200, progress('a', 200)],
        [1240, progress('a', 240)],
        [1240, paused('a')],
        [2000, resumed('a', 180)],
        [2100, progress('a', 280)],
        [2220, finished('a', 400)],
      ),
    ).toEqual(['a 0+240 @ 1000', 'a 180+220 @ 2000']);
  });

  it('waits for the far end to have gone back, however long that takes to arrive there', () => {
    expect(
      spans(
        [900, produced('a', 0, 400)],
        [1100, progress('a', 100)],
        [1240, paused('a')],
        [1290, progress('a', 240)],
        [2000, resumed('a', 180)],
        [2090, progress('a', 220)],
        [2160, progress('a', 300)],
        [2260, finished('a', 400)],
      ),
    ).toEqual(['a 0+240 @ 1000', 'a 180+220 @ 2040']);
  });

  it('goes back as often as the output did', () => {
    expect(
      spans(
        [900, produced('a', 0, 400)],
        [1200, progress('a', 200)],
        [1200, paused('a')],
        [2000, resumed('a', 150)],
        [2040, progress('a', 190)],
        [2040, paused('a')],
        [3000, resumed('a', 150)],
        [3250, finished('a', 400)],
      ),
    ).toEqual(['a 0+200 @ 1000', 'a 150+40 @ 2000', 'a 150+250 @ 3000']);
  });

  it('leaves out what was gone back to and cut off before anything of it was reported', () => {
    expect(
      spans(
        [900, produced('a', 0, 400)],
        [1200, progress('a', 200)],
        [1200, paused('a')],
        [2000, resumed('a', 150)],
        [2050, cleared('a')],
      ),
    ).toEqual(['a 0+200 @ 1000']);
  });

  it('places a pause between two reports where it fell', () => {
    expect(
      spans(
        [900, produced('a', 0, 400)],
        [1100, progress('a', 100)],
        [1150, paused('a')],
        [2000, resumed('a')],
        [2050, progress('a', 200)],
        [2250, finished('a', 400)],
      ),
    ).toEqual(['a 0+150 @ 1000', 'a 150+250 @ 2000']);
  });

  it('adds nothing when a paused output is cut off', () => {
    expect(
      spans(
        [900, produced('a', 0, 400)],
        [1100, progress('a', 100)],
        [1100, paused('a')],
        [1900, cleared('a')],
      ),
    ).toEqual(['a 0+100 @ 1000']);
  });

  it('finds the silence of an output that ran dry', () => {
    expect(
      spans(
        [900, produced('a', 0, 300)],
        [1100, progress('a', 100)],
        [1500, progress('a', 200)],
        [1600, finished('a', 300)],
      ),
    ).toEqual(['a 0+100 @ 1000', 'a 100+200 @ 1400']);
  });

  it('is not led astray by reports that arrive late now and then', () => {
    expect(
      spans(
        [900, produced('a', 0, 500)],
        [1130, progress('a', 100)],
        [1200, progress('a', 200)],
        [1380, progress('a', 300)],
        [1401, progress('a', 400)],
        [1500, finished('a', 500)],
      ),
    ).toEqual(['a 0+500 @ 1000']);
  });

  it('does not take a last report that is late for a silence just before the end', () => {
    expect(
      spans(
        [900, produced('a', 0, 300)],
        [1100, progress('a', 100)],
        [1200, progress('a', 200)],
        [1374, finished('a', 300)],
      ),
    ).toEqual(['a 0+300 @ 1000']);
  });

  it('lets no late report hold up what follows, for one thing was played after the other', () => {
    expect(
      spans(
        [900, produced('a', 0, 300)],
        [910, produced('b', 300, 200)],
        [1100, progress('a', 100)],
        [1600, progress('a', 200)],
        [1600, finished('a', 300)],
        [1600, progress('b', 100)],
        [1610, progress('b', 190)],
        [1620, finished('b', 200)],
      ),
    ).toEqual(['a 0+100 @ 1000', 'a 100+200 @ 1220', 'b 300+200 @ 1420']);
  });

  it('ignores reports after a cut', () => {
    expect(
      spans(
        [900, produced('a', 0, 500)],
        [1100, progress('a', 100)],
        [1100, cleared('a')],
        [1300, progress('a', 300)],
        [1500, finished('a', 500)],
      ),
    ).toEqual(['a 0+100 @ 1000']);
  });

  it('needs no report but the last, and takes its word for how far it went', () => {
    expect(spans([900, produced('a', 0, 500)], [1500, finished('a', 350)])).toEqual([
      'a 0+350 @ 1150',
    ]);
  });

  it('puts a segment together again that was made in turns with another', () => {
    expect(
      spans(
        [1000, produced('a', 0, 200)],
        [1000, produced('a', 300, 100)],
        [1010, produced('b', 200, 100)],
        [1010, produced('b', 400, 50)],
        [1350, progress('a', 250)],
        [1400, finished('a', 300)],
        [1550, finished('b', 150)],
      ),
    ).toEqual(['a 0+200 @ 1100', 'a 300+100 @ 1300', 'b 200+100 @ 1400', 'b 400+50 @ 1500']);
  });

  it('cuts a segment made in parts where it was cut off', () => {
    expect(
      spans(
        [1000, produced('a', 0, 200)],
        [1000, produced('a', 300, 400)],
        [1350, progress('a', 250)],
        [1350, cleared('a')],
      ),
    ).toEqual(['a 0+200 @ 1100', 'a 300+50 @ 1300']);
  });

  describe('of a far end that plays by a schedule and says so later', () => {
    it('places what it says nothing of where its news cannot come from sooner', () => {
      expect(
        spans(
          [900, produced('a', 0, 300)],
          [910, produced('b', 300, 200)],
          [1100, progress('a', 100)],
          [1300, progress('a', 300)],
          [1380, finished('a', 300, 80)],
          [1400, progress('b', 100)],
          [1400, cleared('b')],
        ),
      ).toEqual(['a 0+300 @ 1080', 'b 300+100 @ 1380']);
    });

    it('places a sentence that it began late where it began, by its earliest word', () => {
      expect(
        spans(
          [900, produced('a', 0, 500)],
          [1100, progress('a', 100)],
          [1200, progress('a', 200)],
          [1325, confirmed('a', 200)],
          [1400, progress('a', 400)],
          [1500, progress('a', 500)],
          [1515, confirmed('a', 400)],
          [1635, confirmed('a', 500)],
          [1635, finished('a', 500, 80)],
        ),
      ).toEqual(['a 0+500 @ 1115']);
    });

    it('does not count it twice when the schedule has learnt of it meanwhile', () => {
      expect(
        spans(
          [900, produced('a', 0, 600)],
          [1100, progress('a', 100)],
          [1200, progress('a', 200)],
          [1330, confirmed('a', 200)],
          [1350, progress('a', 300)],
          [1450, progress('a', 400)],
          [1530, confirmed('a', 400)],
          [1650, progress('a', 600)],
          [1730, confirmed('a', 600)],
          [1730, finished('a', 600, 80)],
        ),
      ).toEqual(['a 0+200 @ 1130', 'a 200+400 @ 1330']);
    });

    it('finds where it stood still in the middle of a sentence', () => {
      expect(
        spans(
          [900, produced('a', 0, 600)],
          [1100, progress('a', 100)],
          [1200, progress('a', 200)],
          [1280, confirmed('a', 200)],
          [1500, progress('a', 300)],
          [1700, progress('a', 500)],
          [1780, confirmed('a', 400)],
          [1880, confirmed('a', 600)],
          [1880, finished('a', 600, 80)],
        ),
      ).toEqual(['a 0+200 @ 1080', 'a 200+400 @ 1480']);
    });

    it('tells what was heard before it was held from what was heard after', () => {
      expect(
        spans(
          [900, produced('a', 0, 600)],
          [1200, progress('a', 200)],
          [1310, confirmed('a', 200)],
          [1340, progress('a', 340)],
          [1340, paused('a')],
          [2000, resumed('a', 280)],
          [2100, progress('a', 380)],
          [2320, progress('a', 600)],
          [2440, confirmed('a', 600)],
          [2440, finished('a', 600, 80)],
        ),
      ).toEqual(['a 0+340 @ 1110', 'a 280+320 @ 2120']);
    });
  });

  it('has nothing of a voice that the browser spoke itself', () => {
    expect(spans([1000, progress('a', 100)], [1100, finished('a', 200)])).toEqual([]);
  });
});

it('reads the sample rate from the log', () => {
  expect(outputSampleRate(log([]))).toBe(24_000);
  expect(outputSampleRate([])).toBe(24_000);
});
