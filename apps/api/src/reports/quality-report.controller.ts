import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { QualityReportDto, QualityReportQueryDto } from './quality-report.schemas';
import { QualityReportService } from './quality-report.service';
import { ApiReport } from './report-response.decorator';
import { sendReport } from './send-report';

@ApiTags('reports')
@Controller('reports')
export class QualityReportController {
  constructor(private readonly reports: QualityReportService) {}

  @Get('quality')
  @Allow('cost:read')
  @ApiExtraModels(QualityReportDto.Output)
  @ApiReport(QualityReportDto.Output)
  async quality(
    @CurrentActor() actor: Actor,
    @Query() query: QualityReportQueryDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendReport(request, response, {
      name: 'quality',
      json: () => this.reports.report(actor, query),
      csv: () => this.reports.csv(actor, query),
    });
  }
}
