import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../../auth/actor';
import { Allow } from '../../auth/allow.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import { AskToRingDto, RingDto, RingListDto } from './ring.schemas';
import { RingingService } from './ringing.service';

/** The trainee's own telephone, rung by us. */
@ApiTags('telephone')
@Controller('calls/phone')
export class PhoneController {
  constructor(private readonly rings: RingingService) {}

  @Post()
  @Allow('call:practise')
  @ZodResponse({ status: 201, type: RingDto })
  ask(@CurrentActor() actor: Actor, @Body() wish: AskToRingDto) {
    return this.rings.ask(actor, wish);
  }

  @Get()
  @Allow('call:practise')
  @ZodResponse({ status: 200, type: RingListDto })
  list(@CurrentActor() actor: Actor) {
    return this.rings.list(actor);
  }

  @Get(':id')
  @Allow('call:practise')
  @ZodResponse({ status: 200, type: RingDto })
  get(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.rings.get(actor, id);
  }

  @Delete(':id')
  @Allow('call:practise')
  @HttpCode(204)
  cancel(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.rings.cancel(actor, id);
  }
}
