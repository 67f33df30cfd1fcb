import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { LatencyReportDto, LatencyReportQueryDto } from './latency-report.schemas';
import { LatencyReportService } from './latency-report.service';
import { sendReport } from './send-report';

@ApiTags('reports')
@Controller('reports')
export class LatencyReportController {
  constructor(private readonly reports: LatencyReportService) {}

  @Get('latency')
  @Allow('cost:read')
  @ApiExtraModels(LatencyReportDto.Output)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(LatencyReportDto.Output) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async latency(
    @CurrentActor() actor: Actor,
    @Query() query: LatencyReportQueryDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendReport(request, response, {
      name: 'latency',
      json: () => this.reports.report(actor, query),
      csv: () => this.reports.csv(actor, query),
    });
  }
}
