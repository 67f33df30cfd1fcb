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
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import {
  CreatePersonaDto,
  ListPersonasDto,
  PersonaDto,
  PersonaPageDto,
  PersonaVersionDto,
  RestorePersonaDto,
  UpdatePersonaDto,
} from './personas.schemas';
import { PersonasService } from './personas.service';

@ApiTags('personas')
@Controller('personas')
export class PersonasController {
  constructor(private readonly personas: PersonasService) {}

  @Get()
  @Allow('persona:read')
  @ZodResponse({ status: 200, type: PersonaPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListPersonasDto) {
    return this.personas.page(actor, query);
  }

  @Post()
  @Allow('persona:write')
  @ZodResponse({ status: 201, type: PersonaDto })
  create(@CurrentActor() actor: Actor, @Body() input: CreatePersonaDto) {
    return this.personas.create(actor, input);
  }

  @Get(':id')
  @Allow('persona:read')
  @ZodResponse({ status: 200, type: PersonaDto })
  get(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.personas.get(actor, id);
  }

  @Patch(':id')
  @Allow('persona:write')
  @ZodResponse({ status: 200, type: PersonaDto })
  update(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: UpdatePersonaDto,
  ) {
    return this.personas.update(actor, id, input);
  }

  @Delete(':id')
  @Allow('persona:write')
  @HttpCode(204)
  delete(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.personas.delete(actor, id);
  }

  @Get(':id/versions')
  @Allow('persona:write')
  @ZodResponse({ status: 200, type: [PersonaVersionDto] })
  versions(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.personas.listVersions(actor, id);
  }

  @Post(':id/restore')
  @Allow('persona:write')
  @ZodResponse({ status: 200, type: PersonaDto })
  @HttpCode(200)
  restore(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: RestorePersonaDto,
  ) {
    return this.personas.restore(actor, id, input.version);
  }
}
