import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { ProgressReportDto, ProgressReportQueryDto } from './progress-report.schemas';
import { ProgressReportService } from './progress-report.service';
import { ApiReport } from './report-response.decorator';
import { sendReport } from './send-report';

@ApiTags('reports')
@Controller('reports')
export class ProgressReportController {
  constructor(private readonly reports: ProgressReportService) {}

  @Get('progress')
  @Allow('call:read')
  @ApiExtraModels(ProgressReportDto.Output)
  @ApiReport(ProgressReportDto.Output)
  async progress(
    @CurrentActor() actor: Actor,
    @Query() query: ProgressReportQueryDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendReport(request, response, {
      name: 'progress',
      json: () => this.reports.report(actor, query),
      csv: () => this.reports.csv(actor, query),
    });
  }
}
