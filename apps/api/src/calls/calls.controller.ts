import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Query,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
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

  /** Of a call that is over or under way, an entry a line; made for a replay of its decisions. */
  @Get(':id/events')
  @Allow('call:read_all')
  @Header('content-type', 'application/x-ndjson; charset=utf-8')
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ type: String })
  events(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<string> {
    return this.calls.eventLines(actor, id);
  }

  @Delete(':id')
  @Allow('call:delete')
  @HttpCode(204)
  delete(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.calls.delete(actor, id);
  }
}
