import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Res,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../../auth/actor';
import { Allow } from '../../auth/allow.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import { CreateExportDto, ReportExportDto, ReportExportsDto } from './exports.schemas';
import { ExportsService } from './exports.service';

@ApiTags('reports')
@Controller('reports/exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Post()
  @HttpCode(202)
  @Allow('cost:read')
  @ZodResponse({ status: 202, type: ReportExportDto })
  create(@CurrentActor() actor: Actor, @Body() input: CreateExportDto) {
    return this.exports.create(actor, input);
  }

  @Get()
  @Allow('cost:read')
  @ZodResponse({ status: 200, type: ReportExportsDto })
  list(@CurrentActor() actor: Actor) {
    return this.exports.list(actor);
  }

  @Get(':id')
  @Allow('cost:read')
  @ZodResponse({ status: 200, type: ReportExportDto })
  get(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.exports.get(actor, id);
  }

  @Get(':id/file')
  @Allow('cost:read')
  @ApiProduces('text/csv')
  @ApiOkResponse({ type: String })
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() response: Response,
  ): Promise<void> {
    const { name, stream } = await this.exports.open(actor, id);
    response.attachment(name).type('text/csv').set('cache-control', 'private, no-store');
    await pipeline(stream, response);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('cost:read')
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    await this.exports.delete(actor, id);
  }
}
