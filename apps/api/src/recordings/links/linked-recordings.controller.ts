import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../auth/public.decorator';
import { sendRecording } from '../send-recording';
import { RecordingLinks } from './recording-links.service';

const AUDIO = { 'audio/mpeg': { schema: { type: 'string', format: 'binary' } } } as const;

/** For those who cannot sign in: the link is the key, to one recording alone. */
@ApiTags('calls')
@Public()
@Controller('recordings/linked')
export class LinkedRecordingsController {
  constructor(private readonly links: RecordingLinks) {}

  @Get(':token')
  @Header('x-robots-tag', 'noindex')
  @ApiHeader({ name: 'Range', required: false })
  @ApiOkResponse({ description: 'Stereo: trainee left, persona right', content: AUDIO })
  @ApiResponse({ status: 206, description: 'The part asked for', content: AUDIO })
  @ApiResponse({ status: 410, description: 'Expired, revoked, or the recording was deleted' })
  async play(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendRecording(await this.links.open(token), request, response);
  }
}
