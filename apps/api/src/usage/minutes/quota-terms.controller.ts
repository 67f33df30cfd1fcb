import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import type { Actor } from '../../auth/actor';
import { Allow } from '../../auth/allow.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import type { AccountHolder } from './account-holder';
import { MinuteAccountDto, SetAllowanceDto, SetLimitDto } from './quotas.schemas';
import { QuotasService } from './quotas.service';

const HolderParams = z.object({ owners: z.enum(['members', 'teams', 'callers']), id: z.uuid() });
class HolderParamsDto extends createZodDto(HolderParams) {}

const SHARED: AccountHolder = { owner: 'organization' };

/** What is agreed on for an account: what comes each month, and where calls end. */
@ApiTags('quotas')
@Controller('quotas')
export class QuotaTermsController {
  constructor(private readonly quotas: QuotasService) {}

  @Put('organization/allowance')
  @Allow('quota:write')
  @ZodResponse({ status: 200, type: MinuteAccountDto })
  setSharedAllowance(@CurrentActor() actor: Actor, @Body() input: SetAllowanceDto) {
    return this.quotas.setAllowance(actor, SHARED, input);
  }

  @Delete('organization/allowance')
  @Allow('quota:write')
  @HttpCode(204)
  removeSharedAllowance(@CurrentActor() actor: Actor): Promise<void> {
    return this.quotas.removeAllowance(actor, SHARED);
  }

  @Put('organization/limit')
  @Allow('quota:write')
  @ZodResponse({ status: 200, type: MinuteAccountDto })
  setSharedLimit(@CurrentActor() actor: Actor, @Body() input: SetLimitDto) {
    return this.quotas.setLimit(actor, SHARED, input);
  }

  @Put(':owners/:id/allowance')
  @Allow('quota:write')
  @ZodResponse({ status: 200, type: MinuteAccountDto })
  setAllowance(
    @CurrentActor() actor: Actor,
    @Param() whose: HolderParamsDto,
    @Body() input: SetAllowanceDto,
  ) {
    return this.quotas.setAllowance(actor, holderOf(whose), input);
  }

  @Delete(':owners/:id/allowance')
  @Allow('quota:write')
  @HttpCode(204)
  removeAllowance(@CurrentActor() actor: Actor, @Param() whose: HolderParamsDto): Promise<void> {
    return this.quotas.removeAllowance(actor, holderOf(whose));
  }

  @Put(':owners/:id/limit')
  @Allow('quota:write')
  @ZodResponse({ status: 200, type: MinuteAccountDto })
  setLimit(
    @CurrentActor() actor: Actor,
    @Param() whose: HolderParamsDto,
    @Body() input: SetLimitDto,
  ) {
    return this.quotas.setLimit(actor, holderOf(whose), input);
  }
}

const holderOf = ({ owners, id }: z.infer<typeof HolderParams>): AccountHolder => {
  if (owners === 'members') return { owner: 'member', memberId: id };
  return owners === 'teams' ? { owner: 'team', teamId: id } : { owner: 'caller', callerId: id };
};
