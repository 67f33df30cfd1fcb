import type { LinkOptions } from '../recognition/recogniser-link';

export type DeepgramOptions = LinkOptions & {
  apiKey?: string;
  /** `https` or `http` address of the service, or of one that speaks its protocol. */
  baseUrl?: string;
  model?: string;
};

export const DEEPGRAM_URL = 'https://api.deepgram.com';

/** The vendor takes at most 500 tokens of them. */
export const MOST_KEYTERMS = 50;

export const deepgramHeaders = ({
  apiKey,
}: Pick<DeepgramOptions, 'apiKey'>): Record<string, string> =>
  apiKey === undefined ? {} : { authorization: `Token ${apiKey}` };
