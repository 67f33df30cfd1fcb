import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { CallDetailDto } from './call-detail.schemas';
import { CallDetailService } from './call-detail.service';

@ApiTags('calls')
@Controller('calls')
export class CallDetailController {
  constructor(private readonly details: CallDetailService) {}

  @Get(':id')
  @Allow('call:read')
  @ZodResponse({ status: 200, type: CallDetailDto })
  get(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.details.get(actor, id);
  }

  @Post(':id/retry-work')
  @Allow('call:practise')
  @HttpCode(202)
  @ZodResponse({ status: 202, type: CallDetailDto })
  retryWork(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.details.retryWork(actor, id);
  }
}
