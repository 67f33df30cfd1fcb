import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { RecordingDeletion } from './deletion/recording-deletion.service';
import { RecordingLinks } from './links/recording-links.service';
import { CreateRecordingLinkDto, RecordingLinkDto } from './recordings.schemas';
import { RecordingsService } from './recordings.service';
import { sendRecording } from './send-recording';

const AUDIO = { 'audio/mpeg': { schema: { type: 'string', format: 'binary' } } } as const;

@ApiTags('calls')
@Controller('calls')
export class RecordingsController {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly links: RecordingLinks,
    private readonly deletion: RecordingDeletion,
  ) {}

  @Get(':id/recording')
  @Allow('call:read')
  @ApiHeader({ name: 'Range', required: false })
  @ApiOkResponse({ description: 'Stereo: trainee left, persona right', content: AUDIO })
  @ApiResponse({ status: 206, description: 'The part asked for', content: AUDIO })
  async play(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendRecording(await this.recordings.open(actor, id), request, response);
  }

  @Delete(':id/recording')
  @Allow('call:delete')
  @HttpCode(204)
  delete(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.deletion.delete(actor, id);
  }

  @Post(':id/recording/link')
  @Allow('call:read')
  @ZodResponse({ status: 201, type: RecordingLinkDto })
  link(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: CreateRecordingLinkDto,
  ) {
    return this.links.create(actor, id, input);
  }

  @Delete(':id/recording/link')
  @Allow('call:read')
  @HttpCode(204)
  revokeLinks(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.links.revoke(actor, id);
  }
}
