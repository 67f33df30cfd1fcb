import { WebSocket } from 'ws';

type Incoming = {
  event?: string;
  type?: string;
  delta?: string;
  start?: { streamSid: string };
  media?: { payload: string };
};

/** Lets the model find out by itself when to answer, and when to be quiet. */
const SESSION = {
  type: 'session.update',
  session: {
    type: 'realtime',
    output_modalities: ['audio'],
    instructions: 'You are a busy prospect.',
    audio: {
      input: { format: { type: 'audio/pcmu' }, turn_detection: { type: 'server_vad' } },
      output: { format: { type: 'audio/pcmu' }, voice: 'ash' },
    },
  },
};

/**
 * What no bridge between a telephone and a speech-to-speech model can do without, and nothing else:
 * every message is read, and its sound is put into one of the other side.
 */
export function relay(telephone: WebSocket, modelUrl: string): void {
  const model = new WebSocket(modelUrl, { perMessageDeflate: false });
  let streamSid = '';
  model.on('open', () => model.send(JSON.stringify(SESSION)));
  model.on('message', (data: Buffer) => {
    const { type, delta } = JSON.parse(data.toString()) as Incoming;
    if (type !== 'response.output_audio.delta') return;
    telephone.send(JSON.stringify({ event: 'media', streamSid, media: { payload: delta } }));
  });
  telephone.on('message', (data: Buffer) => {
    const { event, start, media } = JSON.parse(data.toString()) as Incoming;
    if (start) streamSid = start.streamSid;
    if (event !== 'media' || model.readyState !== WebSocket.OPEN) return;
    model.send(JSON.stringify({ type: 'input_audio_buffer.append', audio: media?.payload }));
  });
  telephone.on('close', () => model.terminate());
  model.on('error', () => telephone.close());
}
