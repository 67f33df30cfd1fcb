import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../../auth/actor';
import { Allow } from '../../auth/allow.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import { CallerAdministrationService } from './caller-administration.service';
import { BlockCallerDto, RevealedNumberDto } from './callers.schemas';

@ApiTags('telephone')
@Controller('callers')
export class CallersController {
  constructor(private readonly callers: CallerAdministrationService) {}

  @Post(':id/reveal')
  @Allow('caller:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: RevealedNumberDto })
  reveal(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.callers.reveal(actor, id);
  }

  @Put(':id/blocked')
  @Allow('caller:write')
  @HttpCode(204)
  setBlocked(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: BlockCallerDto,
  ): Promise<void> {
    return this.callers.setBlocked(actor, id, input);
  }
}
