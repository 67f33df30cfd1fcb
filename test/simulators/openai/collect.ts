/** Everything an iteration gives, and what it threw. */
export async function collect<T>(
  source: AsyncIterable<T>,
  onEach: (value: T) => void = () => undefined,
): Promise<{ events: T[]; error: unknown }> {
  const events: T[] = [];
  try {
    for await (const event of source) {
      events.push(event);
      onEach(event);
    }
    return { events, error: undefined };
  } catch (error) {
    return { events, error };
  }
}
