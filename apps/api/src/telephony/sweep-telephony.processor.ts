import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import { CallerMergesService } from './numbers/caller-merges.service';
import { PhoneNumbersService } from './numbers/phone-numbers.service';
import { SmsService } from './sms/sms.service';

/** What a process that died, or a person who went away, left lying about. */
@Injectable()
export class SweepTelephonyProcessor extends JobProcessor<'sweep-telephony'> {
  readonly job = 'sweep-telephony';

  constructor(
    private readonly messages: SmsService,
    private readonly merges: CallerMergesService,
    private readonly numbers: PhoneNumbersService,
  ) {
    super();
  }

  async process(): Promise<void> {
    await this.messages.sweep();
    await this.merges.sweep();
    await this.numbers.sweep();
  }
}
