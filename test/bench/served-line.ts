import {
  CallSession,
  CallSpool,
  EnergyVoiceActivity,
  parseTwilioMessage,
  type SpeechToSpeech,
  SystemClock,
  TwilioInbound,
  TwilioPlayback,
} from '@sparline/voice';
import type { WebSocket } from 'ws';
import { EventLogWriter } from '../../apps/api/src/calls/live/event-log-writer';
import { PERSONA } from './simulated-call';

/** A telephone call with everything it has in the service but a database. */
export class ServedLine {
  private readonly clock = new SystemClock();
  private readonly recorder: CallSpool;
  private readonly log: EventLogWriter;
  private inbound: TwilioInbound | null = null;
  private playback: TwilioPlayback | null = null;
  private session: CallSession | null = null;
  loggedBytes = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly options: { speaker: SpeechToSpeech; folder: string },
  ) {
    this.recorder = new CallSpool({ clock: this.clock, folder: options.folder });
    this.log = new EventLogWriter(
      async (events) => void (this.loggedBytes += JSON.stringify(events).length),
      () => undefined,
    );
    socket.on('message', (data: Buffer) => this.receive(data.toString()));
  }

  async close(): Promise<void> {
    await this.session?.end('trainee_hung_up');
    this.playback?.close();
    this.inbound?.close();
    await Promise.all([this.recorder.close(), this.log.close()]);
  }

  private receive(text: string): void {
    const message = parseTwilioMessage(text);
    if (message.type === 'start') this.start(message.streamSid);
    else if (message.type === 'mark') this.playback?.mark(message.name);
    else if (message.type === 'media') {
      this.inbound?.media(message.timestampMs, message.payload);
    }
  }

  private start(streamSid: string): void {
    const { clock, socket } = this;
    const playback = new TwilioPlayback({
      clock,
      streamSid,
      wire: {
        send: (text) => socket.send(text),
        get bufferedBytes() {
          return socket.bufferedAmount;
        },
      },
    });
    this.playback = playback;
    this.session = this.newSession(playback);
    this.inbound = new TwilioInbound({
      clock,
      onSamples: (samples) => this.session?.audio(samples),
      onMulaw: (codes) => this.session?.mulaw(codes),
    });
    this.session.start();
  }

  private newSession(sink: TwilioPlayback): CallSession {
    return new CallSession({
      ...PERSONA,
      clock: this.clock,
      engine: 'realtime',
      sink,
      languageModel: null,
      textToSpeech: null,
      speechToText: null,
      speechToSpeech: this.options.speaker,
      voiceActivity: new EnergyVoiceActivity({ sampleRate: 16_000 }),
      recorder: this.recorder,
      onEvent: (event) => {
        this.log.add(event);
        if (event.type === 'speech.started') this.inbound?.speech(true);
        else if (event.type === 'speech.ended') this.inbound?.speech(false);
      },
      onUpdate: () => undefined,
      onEnded: () => undefined,
    });
  }
}
