import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from './actor';
import { Allow } from './allow.decorator';
import { SignInSessionDto } from './auth.schemas';
import { CurrentActor } from './current-actor.decorator';
import { CurrentSession } from './current-session.decorator';
import { SessionsService } from './sessions.service';

@ApiTags('auth')
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @Allow('profile:write')
  @ZodResponse({ status: 200, type: [SignInSessionDto] })
  list(@CurrentActor() actor: Actor, @CurrentSession() currentId: string | undefined) {
    return this.sessions.list(actor, currentId);
  }

  /** All but the one that asks. */
  @Delete()
  @Allow('profile:write')
  @HttpCode(204)
  revokeOthers(
    @CurrentActor() actor: Actor,
    @CurrentSession() currentId: string | undefined,
  ): Promise<void> {
    return this.sessions.revokeOthers(actor, currentId);
  }

  @Delete(':id')
  @Allow('profile:write')
  @HttpCode(204)
  revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.sessions.revoke(actor, id);
  }
}
