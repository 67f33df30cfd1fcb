import { createTransport, type Transporter } from 'nodemailer';
import { toMailError } from './mail-error';
import { type Mail, Mailer } from './mailer';

const TIMEOUTS_MS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

export class SmtpMailer extends Mailer {
  private readonly transport: Transporter;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    this.transport = createTransport({ url, ...TIMEOUTS_MS });
  }

  /** Rejects when the server does not answer, or does not know us. Sends nothing. */
  async reach(): Promise<void> {
    await this.transport.verify();
    this.transport.close();
  }

  async send({ id, writtenAt, ...mail }: Mail): Promise<void> {
    const messageId = `<${id}@${domainOf(this.from)}>`;
    try {
      await this.transport.sendMail({ from: this.from, messageId, date: writtenAt, ...mail });
    } catch (error) {
      throw toMailError(error);
    }
  }
}

const domainOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? 'sparline.invalid';
