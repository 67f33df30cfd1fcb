import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { AuditPageDto, ListAuditDto } from './audit.schemas';
import { AuditService } from './audit.service';

@ApiTags('organization')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Allow('audit:read')
  @ZodResponse({ status: 200, type: AuditPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListAuditDto) {
    return this.audit.page(actor, query);
  }
}
