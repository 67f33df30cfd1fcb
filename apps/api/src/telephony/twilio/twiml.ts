import { twiml } from 'twilio';

export type StreamTwiml = {
  streamUrl: string;
  token: string;
  /** Asked for what to do once the stream is over. */
  afterUrl: string;
};

/** Connects the caller's sound with us, both ways, until we close the stream. */
export const connectTwiml = ({ streamUrl, token, afterUrl }: StreamTwiml): string => {
  const response = new twiml.VoiceResponse();
  const stream = response.connect({ action: afterUrl, method: 'POST' }).stream({ url: streamUrl });
  stream.parameter({ name: 'token', value: token });
  return response.toString();
};

/** A sentence in the telephone company's own voice, and the end. */
export const goodbyeTwiml = (text: string | null): string => {
  const response = new twiml.VoiceResponse();
  if (text !== null) response.say(text);
  response.hangup();
  return response.toString();
};
