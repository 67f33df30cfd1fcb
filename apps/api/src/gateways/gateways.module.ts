import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { CallsModule } from '../calls/calls.module';
import { BrowserGateway } from './browser/browser.gateway';

@Module({ imports: [AuthModule, CallsModule], providers: [BrowserGateway] })
export class GatewaysModule {}
