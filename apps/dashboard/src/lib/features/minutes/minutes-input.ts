/** What was typed as minutes, with a comma or a point; undefined when it is no number. */
export const typedMinutes = (text: string): number | undefined => {
  const plain = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
};
