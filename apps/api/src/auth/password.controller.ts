import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from './actor';
import { Allow } from './allow.decorator';
import {
  ChangePasswordDto,
  ConfirmPasswordResetDto,
  RequestPasswordResetDto,
} from './auth.schemas';
import { clientOf } from './client';
import { CurrentActor } from './current-actor.decorator';
import { CurrentSession } from './current-session.decorator';
import { PasswordService } from './password.service';
import { Public } from './public.decorator';

@ApiTags('auth')
@Controller('auth')
export class PasswordController {
  constructor(private readonly passwords: PasswordService) {}

  @Post('password')
  @Allow('profile:write')
  @HttpCode(204)
  change(
    @CurrentActor() actor: Actor,
    @CurrentSession() sessionId: string | undefined,
    @Body() input: ChangePasswordDto,
  ): Promise<void> {
    return this.passwords.change(actor, sessionId, input);
  }

  @Post('password-reset')
  @Public()
  @HttpCode(204)
  requestReset(@Body() input: RequestPasswordResetDto, @Req() request: Request): Promise<void> {
    return this.passwords.requestReset(input.email, clientOf(request));
  }

  @Post('password-reset/confirm')
  @Public()
  @HttpCode(204)
  confirmReset(@Body() input: ConfirmPasswordResetDto): Promise<void> {
    return this.passwords.confirmReset(input);
  }
}
