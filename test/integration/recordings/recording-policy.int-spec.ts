import { AuditService } from '../../../apps/api/src/organizations/audit.service';
import {
  UpdateRecordingPolicy,
  type RecordingPolicy,
} from '../../../apps/api/src/organizations/recording-policy.schemas';
import { RecordingPolicyService } from '../../../apps/api/src/organizations/recording-policy.service';
import { RecordingStage } from './recording-stage';

describe('What an organization wants of its recordings', () => {
  let stage: RecordingStage;
  let policies: RecordingPolicyService;
  beforeAll(async () => {
    stage = await RecordingStage.open();
    policies = stage.stage.get(RecordingPolicyService);
  }, 60_000);
  afterAll(() => stage.close());

  it('is what the service does, until it says otherwise', async () => {
    const { admin } = await stage.stage.team();
    const asUsual: RecordingPolicy = {
      retention: { kind: 'default', days: null },
      defaultDays: 90,
      keptDays: 90,
      allowUnrecorded: false,
      telephone: 'announce',
    };
    expect(await policies.get(admin)).toEqual(asUsual);
    await policies.update(admin, { retention: { kind: 'days', days: 30 } });
    expect(await policies.update(admin, { allowUnrecorded: true })).toEqual({
      ...asUsual,
      retention: { kind: 'days', days: 30 },
      keptDays: 30,
      allowUnrecorded: true,
    });
    await policies.update(admin, { retention: { kind: 'forever', days: null } });
    expect((await policies.get(admin)).keptDays).toBeNull();
  });

  it('is written down when it changes, and only then', async () => {
    const { admin } = await stage.stage.team();
    const id = admin.organizationId;
    const change = { retention: { kind: 'days', days: 30 }, allowUnrecorded: true } as const;
    await policies.update(admin, change);
    await policies.update(admin, change);
    const { items } = await stage.stage.get(AuditService).page(admin, { limit: 10, sort: '-at' });
    expect(items.map(({ action, subject }) => [action, subject]).sort()).toEqual([
      ['recordings.retention_set_to_30', `organization:${id}`],
      ['recordings.unrecorded_allowed', `organization:${id}`],
    ]);
  });

  it('is another organization’s neither to see nor to change', async () => {
    const { admin } = await stage.stage.team();
    const other = await stage.stage.team();
    await policies.update(other.admin, { retention: { kind: 'days', days: 1 } });
    expect((await policies.get(admin)).keptDays).toBe(90);
  });

  it('is an administrator’s to change, and everybody’s to know', async () => {
    const { admin, trainee } = await stage.stage.team();
    expect((await stage.ask(trainee, '/organization/recording-policy')).status).toBe(200);
    const body = { retention: { kind: 'days', days: null } };
    const refused = await stage.ask(admin, '/organization/recording-policy', {
      method: 'PATCH',
      body,
    });
    expect(refused.status).toBe(400);
  });

  it.each([
    { kind: 'days', days: 0 },
    { kind: 'days', days: 3651 },
    { kind: 'days', days: null },
    { kind: 'forever', days: 3 },
    { kind: 'never', days: null },
  ])('is not %j', (retention) => {
    expect(UpdateRecordingPolicy.safeParse({ retention }).success).toBe(false);
  });
});
