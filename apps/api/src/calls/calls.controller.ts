import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { CallExportDto, CallPageDto, ListCallsDto } from './calls.schemas';
import { CallsService } from './calls.service';

@ApiTags('calls')
@Controller('calls')
export class CallsController {
  constructor(private readonly calls: CallsService) {}

  @Get()
  @Allow('call:read')
  @ZodResponse({ status: 200, type: CallPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListCallsDto) {
    return this.calls.page(actor, query);
  }

  @Get(':id/export')
  @Allow('call:read')
  @ZodResponse({ status: 200, type: CallExportDto })
  export(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.calls.export(actor, id);
  }

  @Delete(':id')
  @Allow('call:delete')
  @HttpCode(204)
  delete(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.calls.delete(actor, id);
  }
}
