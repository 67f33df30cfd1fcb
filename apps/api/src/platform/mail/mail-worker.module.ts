import { Module } from '@nestjs/common';
import { SendMailProcessor } from './send-mail.processor';
import { SweepMailsProcessor } from './sweep-mails.processor';

@Module({ providers: [SendMailProcessor, SweepMailsProcessor] })
export class MailWorkerModule {}
