import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../../auth/actor';
import { Allow } from '../../auth/allow.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import { BulkChangeDto, BulkOutcomeDto } from './bulk-changes.schemas';
import { BulkChangesService } from './bulk-changes.service';
import {
  ChangeMinutesDto,
  ListEntriesDto,
  ListQuotasDto,
  MinuteAccountDto,
  MinuteAccountPageDto,
  MinuteEntryPageDto,
  MinuteLotsDto,
  MyQuotaDto,
  RefundCallDto,
} from './quotas.schemas';
import { QuotasService } from './quotas.service';
import { StatementsService } from './statements.service';

@ApiTags('quotas')
@Controller('quotas')
export class QuotasController {
  constructor(
    private readonly quotas: QuotasService,
    private readonly bulk: BulkChangesService,
    private readonly statements: StatementsService,
  ) {}

  @Get()
  @Allow('quota:read')
  @ZodResponse({ status: 200, type: MinuteAccountPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListQuotasDto) {
    return this.quotas.page(actor, query);
  }

  @Get('me')
  @Allow('call:practise')
  @ZodResponse({ status: 200, type: MyQuotaDto })
  mine(@CurrentActor() actor: Actor) {
    return this.statements.quotaOf(actor);
  }

  @Get('me/entries')
  @Allow('call:practise')
  @ZodResponse({ status: 200, type: MinuteEntryPageDto })
  spent(@CurrentActor() actor: Actor, @Query() query: ListEntriesDto) {
    return this.statements.mine(actor, query);
  }

  @Post('bulk')
  @Allow('quota:write')
  @ZodResponse({ status: 201, type: BulkOutcomeDto })
  changeMany(@CurrentActor() actor: Actor, @Body() input: BulkChangeDto) {
    return this.bulk.change(actor, input);
  }

  @Post('refunds')
  @Allow('quota:write')
  @ZodResponse({ status: 201, type: MinuteAccountDto })
  refund(@CurrentActor() actor: Actor, @Body() input: RefundCallDto) {
    return this.quotas.refund(actor, input);
  }

  @Put('organization')
  @Allow('quota:write')
  @ZodResponse({ status: 200, type: MinuteAccountDto })
  changeShared(@CurrentActor() actor: Actor, @Body() input: ChangeMinutesDto) {
    return this.quotas.change(actor, { owner: 'organization' }, input);
  }

  @Delete('organization')
  @Allow('quota:write')
  @HttpCode(204)
  liftShared(@CurrentActor() actor: Actor): Promise<void> {
    return this.quotas.lift(actor, { owner: 'organization' });
  }

  @Put('members/:id')
  @Allow('quota:write')
  @ZodResponse({ status: 200, type: MinuteAccountDto })
  changeMember(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) memberId: string,
    @Body() input: ChangeMinutesDto,
  ) {
    return this.quotas.change(actor, { owner: 'member', memberId }, input);
  }

  @Delete('members/:id')
  @Allow('quota:write')
  @HttpCode(204)
  liftMember(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) memberId: string,
  ): Promise<void> {
    return this.quotas.lift(actor, { owner: 'member', memberId });
  }

  @Put('teams/:id')
  @Allow('quota:write')
  @ZodResponse({ status: 200, type: MinuteAccountDto })
  changeTeam(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) teamId: string,
    @Body() input: ChangeMinutesDto,
  ) {
    return this.quotas.change(actor, { owner: 'team', teamId }, input);
  }

  @Delete('teams/:id')
  @Allow('quota:write')
  @HttpCode(204)
  liftTeam(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) teamId: string,
  ): Promise<void> {
    return this.quotas.lift(actor, { owner: 'team', teamId });
  }

  @Put('callers/:id')
  @Allow('quota:write')
  @ZodResponse({ status: 200, type: MinuteAccountDto })
  changeCaller(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) callerId: string,
    @Body() input: ChangeMinutesDto,
  ) {
    return this.quotas.change(actor, { owner: 'caller', callerId }, input);
  }

  @Get(':accountId')
  @Allow('quota:read')
  @ZodResponse({ status: 200, type: MinuteAccountDto })
  get(@CurrentActor() actor: Actor, @Param('accountId', ParseUUIDPipe) accountId: string) {
    return this.quotas.get(actor, accountId);
  }

  @Get(':accountId/lots')
  @Allow('quota:read')
  @ZodResponse({ status: 200, type: MinuteLotsDto })
  lots(@CurrentActor() actor: Actor, @Param('accountId', ParseUUIDPipe) accountId: string) {
    return this.quotas.lotsOf(actor, accountId);
  }

  @Get(':accountId/entries')
  @Allow('quota:read')
  @ZodResponse({ status: 200, type: MinuteEntryPageDto })
  statement(
    @CurrentActor() actor: Actor,
    @Param('accountId', ParseUUIDPipe) accountId: string,
    @Query() query: ListEntriesDto,
  ) {
    return this.statements.ofAccount(actor, accountId, query);
  }
}
