import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { MeDto } from '../auth/auth.schemas';
import { clientOf } from '../auth/client';
import { Public } from '../auth/public.decorator';
import { SessionCookie } from '../auth/session-cookie';
import { JoiningService } from './joining.service';
import { AcceptInvitationDto, InvitationPreviewDto } from './organizations.schemas';

@ApiTags('members')
@Controller('invitations/accept')
export class JoiningController {
  constructor(
    private readonly joining: JoiningService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get(':token')
  @Public()
  @ZodResponse({ status: 200, type: InvitationPreviewDto })
  preview(@Param('token') token: string) {
    return this.joining.preview(token);
  }

  /** Signs the newcomer in. */
  @Post()
  @Public()
  @HttpCode(200)
  @ZodResponse({ status: 200, type: MeDto })
  async accept(
    @Body() input: AcceptInvitationDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { token, me } = await this.joining.accept(input, clientOf(request).userAgent);
    this.cookie.set(response, token);
    return me;
  }
}
