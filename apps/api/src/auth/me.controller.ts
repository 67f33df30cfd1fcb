import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from './actor';
import { Allow } from './allow.decorator';
import { MeDto, UpdateMeDto } from './auth.schemas';
import { CurrentActor } from './current-actor.decorator';
import { ProfileService } from './profile.service';

@ApiTags('auth')
@Controller('me')
export class MeController {
  constructor(private readonly profiles: ProfileService) {}

  @Get()
  @Allow('profile:write')
  @ZodResponse({ status: 200, type: MeDto })
  me(@CurrentActor() actor: Actor) {
    return this.profiles.me(actor);
  }

  @Patch()
  @Allow('profile:write')
  @ZodResponse({ status: 200, type: MeDto })
  rename(@CurrentActor() actor: Actor, @Body() input: UpdateMeDto) {
    return this.profiles.rename(actor, input);
  }
}
