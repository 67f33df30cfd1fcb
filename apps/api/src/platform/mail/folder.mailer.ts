import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Attachment, type Mail, Mailer } from './mailer';
import { messageIdOf } from './message-id';

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
    const { attachments = [] } = mail;
    return [
      `From: ${oneLine(this.from)}`,
      `To: ${oneLine(mail.to)}`,
      `Subject: ${oneLine(mail.subject)}`,
      `Date: ${written.toUTCString()}`,
      ...(mail.id === undefined ? [] : [`Message-ID: ${messageIdOf(mail.id, this.from)}`]),
      ...(attachments.length === 0 ? plain(mail.text) : withFiles(mail.text, attachments)),
      '',
    ].join('\r\n');
  }
}

const plain = (text: string): string[] => ['Content-Type: text/plain; charset=utf-8', '', text];

/** RFC 2046: the text, and a part for every file. */
const withFiles = (text: string, files: readonly Attachment[]): string[] => {
  const boundary = `part-${randomUUID()}`;
  return [
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...plain(text),
    ...files.flatMap(({ name, contentType, content }) => [
      `--${boundary}`,
      `Content-Type: ${oneLine(contentType)}; charset=utf-8`,
      `Content-Disposition: attachment; filename="${oneLine(name).replaceAll('"', '')}"`,
      'Content-Transfer-Encoding: base64',
      '',
      base64Lines(content),
    ]),
    `--${boundary}--`,
  ];
};

const base64Lines = (content: string): string =>
  Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');

/** A line break would start a header of its own. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');
