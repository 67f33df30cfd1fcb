import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module';
import { AuditEntryEntity } from './audit-entry.entity';
import { AuditController } from './audit.controller';
import { AuditRepository } from './audit.repository';
import { AuditService } from './audit.service';
import { FirstRunService } from './first-run.service';
import { InvitationEntity } from './invitation.entity';
import { InvitationRepository } from './invitation.repository';
import { InvitationsController } from './invitations.controller';
import { InvitationsService } from './invitations.service';
import { JoiningController } from './joining.controller';
import { JoiningService } from './joining.service';
import { MembersController } from './members.controller';
import { MembersService } from './members.service';
import { OrganizationEntity } from './organization.entity';
import { OrganizationRepository } from './organization.repository';
import { OrganizationsController } from './organizations.controller';
import { OrganizationsService } from './organizations.service';
import { RecordingPolicyController } from './recording-policy.controller';
import { RecordingPolicyEntity } from './recording-policy.entity';
import { RecordingPolicyRepository } from './recording-policy.repository';
import { RecordingPolicyService } from './recording-policy.service';
import { SampleMembersService } from './sample-members.service';
import { TeamEntity } from './team.entity';
import { TeamRepository } from './team.repository';
import { TeamsController } from './teams.controller';
import { TeamsService } from './teams.service';

@Module({
  imports: [
    AuthModule,
    TypeOrmModule.forFeature([
      OrganizationEntity,
      InvitationEntity,
      AuditEntryEntity,
      RecordingPolicyEntity,
      TeamEntity,
    ]),
  ],
  controllers: [
    OrganizationsController,
    MembersController,
    TeamsController,
    JoiningController,
    InvitationsController,
    AuditController,
    RecordingPolicyController,
  ],
  providers: [
    OrganizationsService,
    MembersService,
    TeamsService,
    TeamRepository,
    InvitationsService,
    JoiningService,
    FirstRunService,
    SampleMembersService,
    OrganizationRepository,
    InvitationRepository,
    AuditService,
    AuditRepository,
    RecordingPolicyService,
    RecordingPolicyRepository,
  ],
  exports: [
    OrganizationsService,
    AuditService,
    FirstRunService,
    SampleMembersService,
    RecordingPolicyService,
  ],
})
export class OrganizationsModule {}
