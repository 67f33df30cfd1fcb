export type Attachment = { name: string; contentType: string; content: string };

export type Mail = {
  to: string;
  subject: string;
  text: string;
  attachments?: readonly Attachment[];
  /** The same for every attempt, so that a mail that came twice is seen to be one. */
  id?: string;
};

export abstract class Mailer {
  /** Resolves once the mail is handed over; rejects when it could not be. */
  abstract send(mail: Mail): Promise<void>;
}
