import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { TaskDto } from '../tasks/tasks.schemas';
import { ScoreAgainDto, ScoreAgainPreviewDto } from './score-again.schemas';
import { ScoreAgainService } from './score-again.service';

@ApiTags('scoring')
@Controller('scoring/again')
export class ScoreAgainController {
  constructor(private readonly scoreAgain: ScoreAgainService) {}

  @Get()
  @Allow('queue:write')
  @ZodResponse({ status: 200, type: ScoreAgainPreviewDto })
  preview(@CurrentActor() actor: Actor, @Query() query: ScoreAgainDto) {
    return this.scoreAgain.preview(actor, query);
  }

  @Post()
  @Allow('queue:write')
  @HttpCode(202)
  @ZodResponse({ status: 202, type: TaskDto })
  start(@CurrentActor() actor: Actor, @Body() input: ScoreAgainDto) {
    return this.scoreAgain.start(actor, input);
  }
}
