import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { UsageReportDto, UsageReportQueryDto } from './usage-report.schemas';
import { UsageReportService } from './usage-report.service';
import { sendReport } from './send-report';

@ApiTags('reports')
@Controller('reports')
export class UsageReportController {
  constructor(private readonly reports: UsageReportService) {}

  @Get('usage')
  @Allow('cost:read')
  @ApiExtraModels(UsageReportDto.Output)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(UsageReportDto.Output) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async usage(
    @CurrentActor() actor: Actor,
    @Query() query: UsageReportQueryDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendReport(request, response, {
      name: 'usage',
      json: () => this.reports.report(actor, query),
      csv: () => this.reports.csv(actor, query),
    });
  }
}
