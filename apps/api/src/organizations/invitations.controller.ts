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
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { InvitationsService } from './invitations.service';
import { CreatedInvitationDto, CreateInvitationDto, InvitationDto } from './organizations.schemas';

@ApiTags('members')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Get()
  @Allow('member:write')
  @ZodResponse({ status: 200, type: [InvitationDto] })
  list(@CurrentActor() actor: Actor) {
    return this.invitations.list(actor);
  }

  @Post()
  @Allow('member:write')
  @ZodResponse({ status: 201, type: CreatedInvitationDto })
  invite(@CurrentActor() actor: Actor, @Body() input: CreateInvitationDto) {
    return this.invitations.invite(actor, input);
  }

  @Delete(':id')
  @Allow('member:write')
  @HttpCode(204)
  revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.invitations.revoke(actor, id);
  }
}
