/** Two soft notes, so that a trainee knows the loudspeaker works and how loud it is. */
export const playTestTone = async (): Promise<void> => {
  const context = new AudioContext();
  await context.resume();
  const notes = [
    { hertz: 523.25, atSec: 0 },
    { hertz: 659.25, atSec: 0.28 },
  ];
  const from = context.currentTime + 0.05;
  for (const { hertz, atSec } of notes) {
    const tone = new OscillatorNode(context, { frequency: hertz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setTargetAtTime(0.2, from + atSec, 0.02);
    gain.gain.setTargetAtTime(0, from + atSec + 0.25, 0.06);
    tone.connect(gain).connect(context.destination);
    tone.start(from + atSec);
    tone.stop(from + atSec + 0.7);
  }
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await context.close();
};
