import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../../auth/actor';
import { Allow } from '../../auth/allow.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import { PreviewRetentionDto, RecordingStockDto, RetentionPreviewDto } from '../recordings.schemas';
import { RecordingRetention } from './recording-retention.service';

@ApiTags('organization')
@Controller('recordings')
export class RecordingStockController {
  constructor(private readonly retention: RecordingRetention) {}

  @Get('stock')
  @Allow('organization:write')
  @ZodResponse({ status: 200, type: RecordingStockDto })
  stock(@CurrentActor() actor: Actor) {
    return this.retention.stock(actor);
  }

  /** How many recordings would go now if they were kept so many days. */
  @Get('retention-preview')
  @Allow('organization:write')
  @ZodResponse({ status: 200, type: RetentionPreviewDto })
  preview(@CurrentActor() actor: Actor, @Query() { days }: PreviewRetentionDto) {
    return this.retention.preview(actor, days);
  }
}
