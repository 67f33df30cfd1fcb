import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../auth/actor';
import { Allow } from '../auth/allow.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { RecordingsService } from './recordings.service';
import { sendRecording } from './send-recording';

const AUDIO = { 'audio/mpeg': { schema: { type: 'string', format: 'binary' } } } as const;

@ApiTags('calls')
@Controller('calls')
export class RecordingsController {
  constructor(private readonly recordings: RecordingsService) {}

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
}
