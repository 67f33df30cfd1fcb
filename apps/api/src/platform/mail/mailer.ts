export type Attachment = { name: string; contentType: string; content: string };

export type MailText = {
  to: string;
  subject: string;
  text: string;
  attachments?: readonly Attachment[];
};
export type Mail = MailText & {
  /** The same for every attempt, so that a mail handed over twice is recognised as one. */
  id: string;
  writtenAt: Date;
};

export abstract class Mailer {
  /** Resolves once the mail is handed over; rejects with `MailError` when it could not be. */
  abstract send(mail: Mail): Promise<void>;
}
