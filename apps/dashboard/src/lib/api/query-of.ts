/** One of the known values, or nothing: what stands in an address need not make sense. */
export const oneOf = <Value extends string>(
  url: URL,
  name: string,
  values: readonly Value[],
): Value | undefined => values.find((value) => value === url.searchParams.get(name));

export const textOf = (url: URL, name: string, longest: number): string | undefined =>
  url.searchParams.get(name)?.trim().slice(0, longest) || undefined;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const idOf = (url: URL, name: string): string | undefined => {
  const id = url.searchParams.get(name);
  return id !== null && UUID.test(id) ? id : undefined;
};

/** `2026-02-28`; the 30th of February is no day. */
export const dayOfQuery = (url: URL, name: string): string | undefined => {
  const text = url.searchParams.get(name) ?? '';
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    ? text
    : undefined;
};
