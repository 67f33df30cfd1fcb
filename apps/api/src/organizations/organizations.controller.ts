import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { OrganizationDto, UpdateOrganizationDto } from './organizations.schemas';
import { OrganizationsService } from './organizations.service';

@ApiTags('organization')
@Controller('organization')
export class OrganizationsController {
  constructor(private readonly organizations: OrganizationsService) {}

  @Get()
  @Allow('profile:write')
  @ZodResponse({ status: 200, type: OrganizationDto })
  get(@CurrentActor() actor: Actor) {
    return this.organizations.get(actor);
  }

  @Patch()
  @Allow('organization:write')
  @ZodResponse({ status: 200, type: OrganizationDto })
  update(@CurrentActor() actor: Actor, @Body() input: UpdateOrganizationDto) {
    return this.organizations.update(actor, input);
  }
}
