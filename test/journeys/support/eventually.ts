const EVERY_MS = 50;

/** Asks again until the answer satisfies, for what neither a locator nor an event tells. */
export const eventually = async <T>(
  ask: () => T | Promise<T>,
  satisfies: (answer: T) => boolean,
  withinMs = 20_000,
): Promise<T> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(answer)}.`);
    await new Promise((again) => setTimeout(again, EVERY_MS));
  }
};
