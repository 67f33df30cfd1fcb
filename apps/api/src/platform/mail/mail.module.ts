import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { join } from 'node:path';
import { AppConfig } from '../../config/app-config';
import { FolderMailer } from './folder.mailer';
import { MailOutbox } from './mail-outbox';
import { MailEntity } from './mail.entity';
import { MailRepository } from './mail.repository';
import { Mailer } from './mailer';
import { SmtpMailer } from './smtp.mailer';

const mailerOf = ({ mail, dataDir }: AppConfig): Mailer =>
  mail.smtpUrl === undefined
    ? new FolderMailer(join(dataDir, 'mail'), mail.from)
    : new SmtpMailer(mail.smtpUrl, mail.from);

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([MailEntity])],
  providers: [
    { provide: Mailer, useFactory: mailerOf, inject: [AppConfig] },
    MailOutbox,
    MailRepository,
  ],
  exports: [Mailer, MailOutbox],
})
export class MailModule {}
