import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { RecordingPolicyDto, UpdateRecordingPolicyDto } from './recording-policy.schemas';
import { RecordingPolicyService } from './recording-policy.service';

@ApiTags('organization')
@Controller('organization/recording-policy')
export class RecordingPolicyController {
  constructor(private readonly policies: RecordingPolicyService) {}

  /** For everybody, because whoever is recorded may know how long that is kept. */
  @Get()
  @Allow('call:practise')
  @ZodResponse({ status: 200, type: RecordingPolicyDto })
  get(@CurrentActor() actor: Actor) {
    return this.policies.get(actor);
  }

  @Patch()
  @Allow('organization:write')
  @ZodResponse({ status: 200, type: RecordingPolicyDto })
  update(@CurrentActor() actor: Actor, @Body() input: UpdateRecordingPolicyDto) {
    return this.policies.update(actor, input);
  }
}
