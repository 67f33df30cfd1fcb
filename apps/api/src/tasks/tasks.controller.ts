import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { ListTasksDto, TaskDto, TaskListDto } from './tasks.schemas';
import { TasksService } from './tasks.service';

/** Every role starts long work of some kind; the service shows each member what is theirs. */
@ApiTags('tasks')
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @Allow('call:read')
  @ZodResponse({ status: 200, type: TaskListDto })
  async list(@CurrentActor() actor: Actor, @Query() query: ListTasksDto) {
    return { items: await this.tasks.list(actor, query) };
  }

  @Get(':id')
  @Allow('call:read')
  @ZodResponse({ status: 200, type: TaskDto })
  get(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.tasks.get(actor, id);
  }

  @Post(':id/cancel')
  @Allow('call:read')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: TaskDto })
  cancel(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.tasks.cancel(actor, id);
  }
}
