import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { PhoneUsageService } from './phone-usage.service';

/** A file that other programs fetch: who has called, and what they have left. */
@ApiTags('telephone')
@Controller('usage-data')
export class PhoneUsageController {
  constructor(private readonly usage: PhoneUsageService) {}

  @Get()
  @Allow('caller:read')
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiProduces('text/csv')
  @ApiOkResponse({ type: String })
  read(@CurrentActor() actor: Actor): Promise<string> {
    return this.usage.csv(actor);
  }
}
