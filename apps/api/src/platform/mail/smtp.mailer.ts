import { createTransport, type Transporter } from 'nodemailer';
import { toMailError } from './mail-error';
import { type Mail, Mailer } from './mailer';
import { messageIdOf } from './message-id';

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

  async send({ id, writtenAt, attachments = [], ...mail }: Mail): Promise<void> {
    try {
      await this.transport.sendMail({
        from: this.from,
        messageId: messageIdOf(id, this.from),
        date: writtenAt,
        ...mail,
        attachments: attachments.map(({ name, contentType, content }) => ({
          filename: name,
          contentType: `${contentType}; charset=utf-8`,
          content,
        })),
      });
    } catch (error) {
      throw toMailError(error);
    }
  }
}
