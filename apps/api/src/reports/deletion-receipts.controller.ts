import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import {
  DeletionReceiptPageDto,
  ListReceiptsDto,
} from '../recordings/deletion/deletion-receipts.schemas';
import { DeletionReceiptsService } from '../recordings/deletion/deletion-receipts.service';
import { DeletionReceiptFile } from './deletion-receipt-file';
import { sendReport } from './send-report';

const FORMS = { 'application/json': {}, 'text/csv': { schema: { type: 'string' } } } as const;

@ApiTags('organization')
@Controller('deletion-receipts')
export class DeletionReceiptsController {
  constructor(
    private readonly receipts: DeletionReceiptsService,
    private readonly file: DeletionReceiptFile,
  ) {}

  @Get()
  @Allow('audit:read')
  @ZodResponse({ status: 200, type: DeletionReceiptPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListReceiptsDto) {
    return this.receipts.page(actor, query);
  }

  /** All of them: JSON, or CSV for those who accept it. */
  @Get('file')
  @Allow('audit:read')
  @ApiOkResponse({ content: FORMS })
  async all(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendReport(request, response, {
      name: 'deleted-recordings',
      json: () => this.file.json(actor),
      csv: () => this.file.csv(actor),
    });
  }
}
