import { join } from 'node:path';
import type { AppConfig } from '../config/app-config';
import { SmtpMailer } from '../platform/mail/smtp.mailer';
import { type Check, failed, passed, warned } from './check';
import { within } from './within';

const NAME = 'E-mail';
const WITHIN_MS = 8000;

export const checkMail = async ({ mail, dataDir }: AppConfig): Promise<Check> => {
  if (mail.smtpUrl === undefined) {
    const says = `is written to ${join(dataDir, 'mail')} and sent to nobody`;
    return warned(NAME, says, 'Set SMTP_URL to send invitations and new passwords.');
  }
  const { host } = new URL(mail.smtpUrl);
  try {
    await within(WITHIN_MS, new SmtpMailer(mail.smtpUrl, mail.from).reach());
    return passed(NAME, `${host} takes our mail`);
  } catch (error) {
    const isRefused = (error as { code?: string }).code === 'EAUTH';
    const fix = isRefused
      ? 'Check user and password in SMTP_URL.'
      : 'Check host and port in SMTP_URL (smtp:// with 587, smtps:// with 465), and the firewall.';
    return failed(
      NAME,
      `${host} ${isRefused ? 'refuses us' : 'does not answer as it should'}`,
      fix,
    );
  }
};
