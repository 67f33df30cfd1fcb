import {
  decodeMulaw,
  encodeMulaw,
  Framer,
  parseTwilioMessage,
  type TwilioMessage,
  TwilioOutgoing,
} from '@sparline/voice';
import type { Work } from './micro.bench';

const RATE = 8000;
const FRAME_BYTES = 160;

/** What the telephone does with every frame. */
export function telephoneWorks(): Work[] {
  const mulaw = Buffer.alloc(FRAME_BYTES);
  const samples = new Int16Array(FRAME_BYTES);
  const framer = new Framer();
  const odd = Buffer.alloc(FRAME_BYTES + 30, 1);
  const outgoing = new TwilioOutgoing('MZ00000000000000000000000000000000');
  const incoming = inboundMessage(mulaw.toString('base64'));
  let framed = 0;
  const countFrame = (): void => void (framed += 1);
  return [
    { name: 'µ-law encoding', rate: RATE, frame: (frame) => encodeMulaw(frame, mulaw) },
    { name: 'µ-law decoding', rate: RATE, frame: () => decodeMulaw(mulaw, samples) },
    {
      name: 'telephone frames from odd chunks',
      rate: RATE,
      frame: (_frame, at) => {
        framer.push(
          odd.subarray(0, at % 2 === 0 ? FRAME_BYTES - 30 : FRAME_BYTES + 30),
          countFrame,
        );
        return framed;
      },
    },
    { name: 'media message to Twilio', rate: RATE, frame: () => outgoing.media(mulaw) },
    {
      name: 'media message from Twilio, read and decoded',
      rate: RATE,
      frame: () => payloadOf(parseTwilioMessage(incoming), mulaw),
    },
  ];
}

const payloadOf = (message: TwilioMessage, into: Buffer): number =>
  message.type === 'media' ? into.write(message.payload, 'base64') : 0;

const inboundMessage = (payload: string): string =>
  JSON.stringify({
    event: 'media',
    sequenceNumber: '1234',
    media: { track: 'inbound', chunk: '1230', timestamp: '24600', payload },
    streamSid: 'MZ00000000000000000000000000000000',
  });
