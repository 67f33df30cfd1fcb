import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsService } from './accounts.service';
import { ApiKeyEntity } from './api-key.entity';
import { ApiKeyRepository } from './api-key.repository';
import { ApiKeysController } from './api-keys.controller';
import { ApiKeysService } from './api-keys.service';
import { AttemptLimiter } from './attempt-limiter';
import { AttemptRepository } from './attempt.repository';
import { AuthController } from './auth.controller';
import { AuthGuard } from './auth.guard';
import { AuthService } from './auth.service';
import { BackgroundWork } from './background-work';
import { GuestRepository } from './guest.repository';
import { MeController } from './me.controller';
import { MemberTeamRepository } from './member-team.repository';
import { MemberEntity } from './member.entity';
import { MemberRepository } from './member.repository';
import { MembershipRepository } from './membership.repository';
import { PasswordController } from './password.controller';
import { PasswordRepository } from './password.repository';
import { PasswordResetEntity } from './password-reset.entity';
import { PasswordService } from './password.service';
import { Passwords } from './passwords';
import { ProfileService } from './profile.service';
import { RouteAccessCheck } from './route-access.check';
import { SessionCookie } from './session-cookie';
import { SessionsController } from './sessions.controller';
import { SessionsService } from './sessions.service';
import { SignInService } from './sign-in.service';
import { SignInSessionEntity } from './sign-in-session.entity';
import { SignInSessionRepository } from './sign-in-session.repository';
import { SocketCredentialRepository } from './socket-credential.repository';
import { SocketSignIn } from './socket-sign-in';

@Module({
  imports: [
    DiscoveryModule,
    TypeOrmModule.forFeature([
      MemberEntity,
      SignInSessionEntity,
      ApiKeyEntity,
      PasswordResetEntity,
    ]),
  ],
  controllers: [
    AuthController,
    MeController,
    PasswordController,
    SessionsController,
    ApiKeysController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AuthGuard },
    RouteAccessCheck,
    AuthService,
    SocketSignIn,
    SessionCookie,
    SignInService,
    ProfileService,
    SessionsService,
    ApiKeysService,
    PasswordService,
    Passwords,
    AccountsService,
    AttemptLimiter,
    BackgroundWork,
    MemberRepository,
    MembershipRepository,
    MemberTeamRepository,
    GuestRepository,
    SignInSessionRepository,
    ApiKeyRepository,
    SocketCredentialRepository,
    PasswordRepository,
    AttemptRepository,
  ],
  exports: [
    AuthService,
    SocketSignIn,
    SessionCookie,
    SignInService,
    AccountsService,
    Passwords,
    AttemptLimiter,
    BackgroundWork,
  ],
})
export class AuthModule {}
