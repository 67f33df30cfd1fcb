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
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../../auth/actor';
import { Allow } from '../../auth/allow.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import {
  CreateScheduleDto,
  ScheduleDto,
  SchedulesDto,
  UpdateScheduleDto,
} from './schedules.schemas';
import { SchedulesService } from './schedules.service';

@ApiTags('reports')
@Controller('reports/schedules')
export class SchedulesController {
  constructor(private readonly schedules: SchedulesService) {}

  @Get()
  @Allow('cost:read')
  @ZodResponse({ status: 200, type: SchedulesDto })
  list(@CurrentActor() actor: Actor) {
    return this.schedules.list(actor);
  }

  @Post()
  @Allow('cost:read')
  @ZodResponse({ status: 201, type: ScheduleDto })
  create(@CurrentActor() actor: Actor, @Body() input: CreateScheduleDto) {
    return this.schedules.create(actor, input);
  }

  @Patch(':id')
  @Allow('cost:read')
  @ZodResponse({ status: 200, type: ScheduleDto })
  update(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() change: UpdateScheduleDto,
  ) {
    return this.schedules.update(actor, id, change);
  }

  @Post(':id/send-now')
  @HttpCode(202)
  @Allow('cost:read')
  @ZodResponse({ status: 202, type: ScheduleDto })
  sendNow(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.schedules.sendNow(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('cost:read')
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    await this.schedules.delete(actor, id);
  }
}
