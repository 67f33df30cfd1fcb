import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { notFromTwilio } from '../../telephony/telephony.errors';
import { TwilioSignature } from '../../telephony/twilio/twilio-signature';

/** Lets nobody in but Twilio. Without an account nobody at all. */
@Injectable()
export class TwilioSignatureGuard implements CanActivate {
  private readonly logger = new Logger(TwilioSignatureGuard.name);

  constructor(private readonly signature: TwilioSignature) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const fields = (request.body ?? {}) as Record<string, string | string[]>;
    const given = request.header('x-twilio-signature');
    if (this.signature.isGenuine(request.originalUrl, fields, given)) return true;
    this.logger.warn(
      { path: request.path, signed: given !== undefined },
      'A request that Twilio has not signed for this address was refused; PUBLIC_URL must be the address in its console',
    );
    throw notFromTwilio();
  }
}
