import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { clientOf } from '../auth/client';
import { Public } from '../auth/public.decorator';
import { sendRecording } from '../recordings/send-recording';
import { SharedCallDto } from './shared-call.schemas';
import { SharedCallsReader } from './shared-calls.reader';

const AUDIO = { 'audio/mpeg': { schema: { type: 'string', format: 'binary' } } } as const;

/** For those who cannot sign in: the link is the key, to one call alone. */
@ApiTags('calls')
@Public()
@Controller('shared')
export class SharedCallsController {
  constructor(private readonly shared: SharedCallsReader) {}

  @Get(':token')
  @Header('cache-control', 'private, no-store')
  @Header('x-robots-tag', 'noindex')
  @ZodResponse({ status: 200, type: SharedCallDto })
  read(@Param('token') token: string, @Req() request: Request) {
    return this.shared.read(token, clientOf(request));
  }

  @Get(':token/recording')
  @ApiHeader({ name: 'Range', required: false })
  @ApiOkResponse({ description: 'Stereo: trainee left, persona right', content: AUDIO })
  async play(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendRecording(await this.shared.recording(token, clientOf(request)), request, response);
  }
}
