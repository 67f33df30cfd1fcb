import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { CostReportDto, CostReportQueryDto } from './cost-report.schemas';
import { CostReportService } from './cost-report.service';
import { ApiReport } from './report-response.decorator';
import { sendReport } from './send-report';

@ApiTags('reports')
@Controller('reports')
export class CostReportController {
  constructor(private readonly reports: CostReportService) {}

  @Get('cost')
  @Allow('cost:read')
  @ApiExtraModels(CostReportDto.Output)
  @ApiReport(CostReportDto.Output)
  async cost(
    @CurrentActor() actor: Actor,
    @Query() query: CostReportQueryDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendReport(request, response, {
      name: 'cost',
      json: () => this.reports.report(actor, query),
      csv: () => this.reports.csv(actor, query),
    });
  }
}
