/** PostgreSQL's bigint comes as text; quantities and money of a ledger line stay far below 2^53. */
export const wholeNumber = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
