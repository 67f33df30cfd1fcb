import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mail, Mailer } from './mailer';

/** Without a mail server: one file a mail, readable by the one who runs the service only. */
export class FolderMailer extends Mailer {
  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const written = new Date();
    const name = `${written.toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`;
    await writeFile(join(this.folder, name), this.messageOf(mail, written), { mode: 0o600 });
  }

  private messageOf(mail: Mail, written: Date): string {
    return [
      `From: ${oneLine(this.from)}`,
      `To: ${oneLine(mail.to)}`,
      `Subject: ${oneLine(mail.subject)}`,
      `Date: ${written.toUTCString()}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      mail.text,
      '',
    ].join('\r\n');
  }
}

/** A line break would start a header of its own. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');
