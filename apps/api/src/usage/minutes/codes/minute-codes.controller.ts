import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../../../auth/actor';
import { Allow } from '../../../auth/allow.decorator';
import { CurrentActor } from '../../../auth/current-actor.decorator';
import {
  CreatedMinuteCodeDto,
  CreateMinuteCodeDto,
  ListMinuteCodesDto,
  MinuteCodePageDto,
  RedeemedMinutesDto,
  RedeemMinuteCodeDto,
} from './minute-codes.schemas';
import { MinuteCodesService } from './minute-codes.service';

@ApiTags('quotas')
@Controller('minute-codes')
export class MinuteCodesController {
  constructor(private readonly codes: MinuteCodesService) {}

  @Get()
  @Allow('quota:read')
  @ZodResponse({ status: 200, type: MinuteCodePageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListMinuteCodesDto) {
    return this.codes.page(actor, query);
  }

  @Post()
  @Allow('quota:write')
  @ZodResponse({ status: 201, type: CreatedMinuteCodeDto })
  create(@CurrentActor() actor: Actor, @Body() input: CreateMinuteCodeDto) {
    return this.codes.create(actor, input);
  }

  @Post('redemptions')
  @Allow('call:practise')
  @ZodResponse({ status: 201, type: RedeemedMinutesDto })
  redeem(@CurrentActor() actor: Actor, @Body() input: RedeemMinuteCodeDto) {
    return this.codes.redeem(actor, input);
  }

  @Delete(':id')
  @Allow('quota:write')
  @HttpCode(204)
  revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.codes.revoke(actor, id);
  }
}
