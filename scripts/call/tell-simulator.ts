const PATIENCE_MS = 3000;

/**
 * Tells the simulated recognisers what is about to be said: they notice that somebody speaks, but not
 * what. False when there are none at that address.
 */
export async function tellSimulator(simulatorUrl: string, words: string): Promise<boolean> {
  try {
    const answer = await fetch(`${simulatorUrl.replace(/\/+$/, '')}/said`, {
      method: 'POST',
      body: words,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
