import { Global, Module } from '@nestjs/common';
import { join } from 'node:path';
import { AppConfig } from '../../config/app-config';
import { FolderMailer } from './folder.mailer';
import { Mailer } from './mailer';
import { SmtpMailer } from './smtp.mailer';

const mailerOf = ({ mail, dataDir }: AppConfig): Mailer =>
  mail.smtpUrl === undefined
    ? new FolderMailer(join(dataDir, 'mail'), mail.from)
    : new SmtpMailer(mail.smtpUrl, mail.from);

@Global()
@Module({
  providers: [{ provide: Mailer, useFactory: mailerOf, inject: [AppConfig] }],
  exports: [Mailer],
})
export class MailModule {}
