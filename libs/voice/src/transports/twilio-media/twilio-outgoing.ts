/**
 * Words what Twilio's Media Streams take: `media`, `mark` and `clear`. Anything else, and audio that
 * is not bare µ-law, ends the stream with error 31924.
 */
export class TwilioOutgoing {
  private readonly mediaStart: string;
  private readonly markStart: string;
  private readonly clearText: string;

  constructor(streamSid: string) {
    const stream = `"streamSid":${JSON.stringify(streamSid)}`;
    this.mediaStart = `{"event":"media",${stream},"media":{"payload":"`;
    this.markStart = `{"event":"mark",${stream},"mark":{"name":`;
    this.clearText = `{"event":"clear",${stream}}`;
  }

  /** µ-law of any length. */
  media(mulaw: Buffer): string {
    return this.mediaStart + mulaw.toString('base64') + '"}}';
  }

  /** Comes back when everything sent before it has been played, or with the next `clear`. */
  mark(name: string): string {
    return this.markStart + JSON.stringify(name) + '}}';
  }

  clear(): string {
    return this.clearText;
  }
}
