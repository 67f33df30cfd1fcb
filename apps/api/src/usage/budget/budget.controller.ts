import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../../auth/actor';
import { Allow } from '../../auth/allow.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import { BudgetDto, BudgetNoticeDto, BudgetSettingsDto, LiftStopDto } from './budget.schemas';
import { BudgetService } from './budget.service';

@ApiTags('budget')
@Controller('budget')
export class BudgetController {
  constructor(private readonly budgets: BudgetService) {}

  @Get()
  @Allow('cost:read')
  @ZodResponse({ status: 200, type: BudgetDto })
  get(@CurrentActor() actor: Actor) {
    return this.budgets.get(actor);
  }

  @Get('notice')
  @Allow('budget:write')
  @ZodResponse({ status: 200, type: BudgetNoticeDto })
  notice(@CurrentActor() actor: Actor) {
    return this.budgets.notice(actor);
  }

  @Put()
  @Allow('budget:write')
  @ZodResponse({ status: 200, type: BudgetDto })
  set(@CurrentActor() actor: Actor, @Body() input: BudgetSettingsDto) {
    return this.budgets.set(actor, input);
  }

  @Delete()
  @Allow('budget:write')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor): Promise<void> {
    return this.budgets.remove(actor);
  }

  @Put('stop-lifted')
  @Allow('budget:write')
  @ZodResponse({ status: 200, type: BudgetDto })
  lift(@CurrentActor() actor: Actor, @Body() input: LiftStopDto) {
    return this.budgets.lift(actor, input);
  }
}
