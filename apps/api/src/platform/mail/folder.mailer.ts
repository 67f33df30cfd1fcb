import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toMailError } from './mail-error';
import { type Mail, Mailer } from './mailer';

/** Without a mail server: one file a mail, readable by the one who runs the service only. */
export class FolderMailer extends Mailer {
  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {
    super();
  }

  /** A name of its own: sent again, it is still one file. */
  async send(mail: Mail): Promise<void> {
    const name = `${mail.writtenAt.toISOString().replaceAll(':', '-')}-${mail.id}.eml`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFile(join(this.folder, name), this.messageOf(mail), { mode: 0o600 });
    } catch (error) {
      throw toMailError(error);
    }
  }

  private messageOf(mail: Mail): string {
    return [
      `From: ${oneLine(this.from)}`,
      `To: ${oneLine(mail.to)}`,
      `Subject: ${oneLine(mail.subject)}`,
      `Date: ${mail.writtenAt.toUTCString()}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      mail.text,
      '',
    ].join('\r\n');
  }
}

/** A line break would start a header of its own. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');
