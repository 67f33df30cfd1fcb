import { z } from 'zod';
import { diallingCodesOf } from './dialling-codes';

/** Each field's message completes the sentence "<VARIABLE> takes …", for the operator to read. */
export const wholeNumber = (min: number, max: number) => {
  const takes = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, takes)
    .transform(Number)
    .refine((value) => value >= min && value <= max, takes);
};

export const number = (min: number, max: number) => {
  const takes = `a number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+(\.\d+)?$/, takes)
    .transform(Number)
    .refine((value) => value >= min && value <= max, takes);
};

export const flag = z
  .enum(['0', '1', 'true', 'false'], '1 or 0')
  .transform((value) => value === '1' || value === 'true');

export const oneOf = <const Value extends string>(...values: Value[]) =>
  z.enum(values, `one of ${values.join(', ')}`);

/** Comma-separated, in order of preference. */
export const preference = <const Value extends string>(...values: Value[]) => {
  const known = new Set<string>(values);
  const takes = `one or more of ${values.join(', ')}, separated by commas`;
  return z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim()))
    .refine((names): names is Value[] => names.every((name) => known.has(name)), takes);
};

/** Comma-separated, as the digits that numbers may begin with. */
export const countries = z
  .string()
  .transform((text) => text.split(',').map(diallingCodesOf))
  .refine(
    (codes) => codes.every((own) => own !== undefined),
    'countries such as US or +44, separated by commas',
  )
  .transform((codes) => codes.flatMap((own) => [...(own ?? [])]));

export const address = (...protocols: string[]) => {
  const takes = `an address that begins with ${protocols.map((p) => `${p}://`).join(' or ')}`;
  return z
    .string()
    .refine((text) => protocols.includes(protocolOf(text)), takes)
    .transform((text) => text.replace(/\/+$/, ''));
};

const protocolOf = (text: string): string =>
  URL.canParse(text) ? new URL(text).protocol.replace(/:$/, '') : '';
