import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from './actor';
import { Allow } from './allow.decorator';
import { ApiKeysService } from './api-keys.service';
import { ApiKeyDto, CreateApiKeyDto, CreatedApiKeyDto } from './auth.schemas';
import { CurrentActor } from './current-actor.decorator';

@ApiTags('auth')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Allow('api_key:write')
  @ZodResponse({ status: 200, type: [ApiKeyDto] })
  list(@CurrentActor() actor: Actor) {
    return this.keys.list(actor);
  }

  @Post()
  @Allow('api_key:write')
  @ZodResponse({ status: 201, type: CreatedApiKeyDto })
  create(@CurrentActor() actor: Actor, @Body() input: CreateApiKeyDto) {
    return this.keys.create(actor, input);
  }

  @Delete(':id')
  @Allow('api_key:write')
  @HttpCode(204)
  revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}
