import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import {
  ChangedJobsDto,
  ChosenJobsDto,
  FailedJobPageDto,
  ListFailedJobsDto,
  QueueStatesDto,
} from './jobs.schemas';
import { JobsService } from './jobs.service';

@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Get('queues')
  @Allow('queue:read')
  @ZodResponse({ status: 200, type: QueueStatesDto })
  async queues() {
    return { items: await this.jobs.queues() };
  }

  @Get('failed')
  @Allow('queue:read')
  @ZodResponse({ status: 200, type: FailedJobPageDto })
  page(@CurrentActor() actor: Actor, @Query() query: ListFailedJobsDto) {
    return this.jobs.page(actor, query);
  }

  @Post('failed/retry')
  @Allow('queue:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: ChangedJobsDto })
  retry(@CurrentActor() actor: Actor, @Body() input: ChosenJobsDto) {
    return this.jobs.retry(actor, input);
  }

  @Post('failed/drop')
  @Allow('queue:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: ChangedJobsDto })
  drop(@CurrentActor() actor: Actor, @Body() input: ChosenJobsDto) {
    return this.jobs.drop(actor, input);
  }
}
