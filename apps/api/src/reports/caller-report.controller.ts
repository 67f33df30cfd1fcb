import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { CallerPageDto, ListCallersDto } from './caller-report.schemas';
import { CallerReportService } from './caller-report.service';

@ApiTags('telephone')
@Controller('callers')
export class CallerReportController {
  constructor(private readonly callers: CallerReportService) {}

  @Get()
  @Allow('caller:read')
  @ZodResponse({ status: 200, type: CallerPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListCallersDto) {
    return this.callers.page(actor, query);
  }
}
