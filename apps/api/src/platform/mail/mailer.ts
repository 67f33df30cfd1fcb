export type Mail = { to: string; subject: string; text: string };

export abstract class Mailer {
  /** Resolves once the mail is handed over; rejects when it could not be. */
  abstract send(mail: Mail): Promise<void>;
}
