import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Put,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { AssignTeamDto, NameTeamDto, TeamDto, TeamsDto } from './teams.schemas';
import { TeamsService } from './teams.service';

@ApiTags('members')
@Controller('teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  @Allow('member:read')
  @ZodResponse({ status: 200, type: TeamsDto })
  list(@CurrentActor() actor: Actor) {
    return this.teams.list(actor);
  }

  @Post()
  @Allow('member:write')
  @ZodResponse({ status: 201, type: TeamDto })
  create(@CurrentActor() actor: Actor, @Body() input: NameTeamDto) {
    return this.teams.create(actor, input);
  }

  @Put('members')
  @Allow('member:write')
  @HttpCode(204)
  assign(@CurrentActor() actor: Actor, @Body() input: AssignTeamDto): Promise<void> {
    return this.teams.assign(actor, input);
  }

  @Patch(':id')
  @Allow('member:write')
  @ZodResponse({ status: 200, type: TeamDto })
  rename(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: NameTeamDto,
  ) {
    return this.teams.rename(actor, id, input);
  }

  @Delete(':id')
  @Allow('member:write')
  @HttpCode(204)
  delete(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.teams.delete(actor, id);
  }
}
