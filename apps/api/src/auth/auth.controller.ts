import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { LoginDto, MeDto } from './auth.schemas';
import { clientOf } from './client';
import { Public } from './public.decorator';
import { SessionCookie } from './session-cookie';
import { SignInService } from './sign-in.service';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignInService,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('login')
  @Public()
  @HttpCode(200)
  @ZodResponse({ status: 200, type: MeDto })
  async login(
    @Body() input: LoginDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { token, me } = await this.signIn.login(input, clientOf(request));
    this.cookie.set(response, token);
    return me;
  }

  /** Public: leaving with a cookie that has already ended is no error. */
  @Post('logout')
  @Public()
  @HttpCode(204)
  async logout(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.signIn.logout(request.headers.cookie);
    this.cookie.clear(response);
  }
}
