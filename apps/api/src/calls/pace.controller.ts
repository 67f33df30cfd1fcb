import { Controller, Delete, Get, HttpCode } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { CallsService } from './calls.service';
import { MyPaceDto } from './speaking-pace.schemas';

@ApiTags('calls')
@Controller('me/pace')
export class PaceController {
  constructor(private readonly calls: CallsService) {}

  @Get()
  @Allow('profile:write')
  @ZodResponse({ status: 200, type: MyPaceDto })
  async pace(@CurrentActor() actor: Actor) {
    return (await this.calls.paceOf(actor)) ?? { pauseMs: null, pauses: 0 };
  }

  @Delete()
  @Allow('profile:write')
  @HttpCode(204)
  forget(@CurrentActor() actor: Actor): Promise<void> {
    return this.calls.forgetPace(actor);
  }
}
