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
import { NumberVerificationService } from './number-verification.service';
import {
  AddPhoneNumberDto,
  MyPhoneNumbersDto,
  PhoneNumberDto,
  VerifyPhoneNumberDto,
} from './phone-numbers.schemas';
import { PhoneNumbersService } from './phone-numbers.service';

@ApiTags('telephone')
@Controller('me/phone-numbers')
export class PhoneNumbersController {
  constructor(
    private readonly numbers: PhoneNumbersService,
    private readonly verification: NumberVerificationService,
  ) {}

  @Get()
  @Allow('profile:write')
  @ZodResponse({ status: 200, type: MyPhoneNumbersDto })
  list(@CurrentActor() actor: Actor) {
    return this.numbers.list(actor);
  }

  @Post()
  @Allow('profile:write')
  @ZodResponse({ status: 201, type: PhoneNumberDto })
  add(@CurrentActor() actor: Actor, @Body() input: AddPhoneNumberDto) {
    return this.numbers.add(actor, input);
  }

  @Post(':id/verify')
  @Allow('profile:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: PhoneNumberDto })
  verify(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: VerifyPhoneNumberDto,
  ) {
    return this.verification.verify(actor, id, input);
  }

  @Delete(':id')
  @Allow('profile:write')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.numbers.remove(actor, id);
  }
}
