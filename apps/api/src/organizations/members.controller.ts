import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { MembersService } from './members.service';
import { ListMembersDto, MemberDto, MemberPageDto, UpdateMemberDto } from './organizations.schemas';

@ApiTags('members')
@Controller('members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @Allow('member:read')
  @ZodResponse({ status: 200, type: MemberPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListMembersDto) {
    return this.members.page(actor, query);
  }

  @Patch(':id')
  @Allow('member:write')
  @ZodResponse({ status: 200, type: MemberDto })
  update(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: UpdateMemberDto,
  ) {
    return this.members.update(actor, id, input);
  }

  @Delete(':id')
  @Allow('member:write')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.members.remove(actor, id);
  }
}
