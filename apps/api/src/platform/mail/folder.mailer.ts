import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildHeaderValue, foldLines } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import { toMailError } from './mail-error';
import { type Attachment, type Mail, Mailer } from './mailer';
import { messageIdOf } from './message-id';

/**
 * Without a mail server: one file a mail, readable by the one who runs the service only. Its text
 * stands there unencoded, so that a link can be copied out of it without a mail program.
 */
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
    const { attachments = [] } = mail;
    return [
      header('From', this.from),
      header('To', mail.to),
      header('Subject', mail.subject),
      header('Date', mail.writtenAt.toUTCString().replace('GMT', '+0000')),
      header('Message-ID', messageIdOf(mail.id, this.from)),
      'MIME-Version: 1.0',
      ...(attachments.length === 0 ? plain(mail.text) : withFiles(mail.text, attachments)),
      '',
    ].join('\r\n');
  }
}

const header = (name: string, value: string): string =>
  foldLines(`${name}: ${MimeNode.encodeHeaderValue(name, oneLine(value))}`);

const plain = (text: string): string[] => [
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  text.replace(/\r?\n/g, '\r\n'),
];

/** RFC 2046: the text, and a part for every file. */
const withFiles = (text: string, files: readonly Attachment[]): string[] => {
  const boundary = `part-${randomUUID()}`;
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...plain(text),
    ...files.flatMap(({ name, contentType, content }) => [
      `--${boundary}`,
      `Content-Type: ${oneLine(contentType)}; charset=utf-8`,
      foldLines(
        `Content-Disposition: ${buildHeaderValue({ value: 'attachment', params: { filename: oneLine(name) } })}`,
      ),
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
