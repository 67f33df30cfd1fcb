import { AppError } from '../platform/errors/app-error';

export const organizationNotFound = () =>
  new AppError('not_found', 'organizations.not_found', 'There is no such organization.');

export const unknownTimeZone = (name: string) =>
  new AppError(
    'invalid',
    'organizations.unknown_time_zone',
    `"${name}" is no time zone. Use a name such as Europe/Berlin.`,
    [{ path: 'timeZone', message: 'Unknown time zone' }],
  );

export const memberNotFound = () =>
  new AppError('not_found', 'organizations.member_not_found', 'There is no such member.');

export const teamNotFound = () =>
  new AppError('not_found', 'organizations.team_not_found', 'There is no such team.');

export const teamNameTaken = () =>
  new AppError(
    'conflict',
    'organizations.team_name_taken',
    'There is a team of this name already. Choose another one.',
    [{ path: 'name', message: 'This name is taken' }],
  );

export const lastAdmin = () =>
  new AppError(
    'conflict',
    'organizations.last_admin',
    'This is the only active administrator. Make someone else an administrator first.',
  );

export const alreadyMember = () =>
  new AppError(
    'conflict',
    'organizations.already_member',
    'This address already belongs to a member.',
    [{ path: 'email', message: 'Already a member' }],
  );

export const roleAboveYours = () =>
  new AppError(
    'forbidden',
    'organizations.role_above_yours',
    'You cannot give a role above your own.',
    [{ path: 'role', message: 'Above your own role' }],
  );

export const invitationNotFound = () =>
  new AppError('not_found', 'organizations.invitation_not_found', 'There is no such invitation.');

export const invitationInvalid = () =>
  new AppError(
    'not_found',
    'organizations.invitation_invalid',
    'This invitation was already used, withdrawn, or is older than a week. Ask for a new one.',
  );

export const emailTaken = () =>
  new AppError(
    'conflict',
    'organizations.email_taken',
    'This address already has an account, so it cannot join another organization. Ask to be invited under another address.',
  );
