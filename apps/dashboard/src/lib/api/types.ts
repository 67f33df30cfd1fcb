import type { paths } from './schema';

/** Names for what the server answers, taken from its routes, so that generated names may change. */
type Json<Response> = Response extends { content: { 'application/json': infer Body } }
  ? Body
  : never;
type Answered<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Status extends 200 | 201 | 202 ? Json<Responses[Status]> : never;
    }[keyof Responses]
  : never;
type Get<Path extends keyof paths> = Answered<paths[Path]['get']>;
type Query<Path extends keyof paths> = paths[Path] extends {
  get: { parameters: { query?: infer Known } };
}
  ? NonNullable<Known>
  : never;

export type Me = Get<'/api/me'>;
export type Role = Me['role'];

export type Organization = Get<'/api/organization'>;
export type AuditEntry = Get<'/api/audit'>['items'][number];
export type MemberPage = Get<'/api/members'>;
export type Member = MemberPage['items'][number];
export type MemberQuery = Query<'/api/members'>;
export type Invitation = Get<'/api/invitations'>[number];
export type CreatedInvitation = Answered<paths['/api/invitations']['post']>;
export type InvitationPreview = Get<'/api/invitations/accept/{token}'>;
export type SignInSession = Get<'/api/auth/sessions'>[number];
export type ApiKey = Get<'/api/api-keys'>[number];
export type CreatedApiKey = Answered<paths['/api/api-keys']['post']>;

export type PersonaPage = Get<'/api/personas'>;
export type PersonaCard = PersonaPage['items'][number];
export type PersonaQuery = Query<'/api/personas'>;
export type Persona = Get<'/api/personas/{id}'>;
export type PersonaVersion = Get<'/api/personas/{id}/versions'>[number];
export type Mode = Persona['mode'];

export type PracticeOptions = Get<'/api/practice/options'>;
export type CallPage = Get<'/api/calls'>;
export type CallListItem = CallPage['items'][number];
export type CallQuery = Query<'/api/calls'>;
export type CallState = CallListItem['state'];
export type CallDetail = Get<'/api/calls/{id}'>;
export type RecordingLink = Answered<paths['/api/calls/{id}/recording/link']['post']>;
export type RecordingPolicy = Get<'/api/organization/recording-policy'>;
export type RecordingStock = Get<'/api/recordings/stock'>;
export type RetentionPreview = Get<'/api/recordings/retention-preview'>;
export type DeletionReceipt = Get<'/api/deletion-receipts'>['items'][number];
export type SharedCall = Get<'/api/shared/{token}'>;
export type Ring = Get<'/api/calls/phone/{id}'>;
export type AskToRing =
  paths['/api/calls/phone']['post']['requestBody']['content']['application/json'];
export type UsageReport = Get<'/api/reports/usage'>;
export type UsageReportQuery = Query<'/api/reports/usage'>;
export type CostReport = Get<'/api/reports/cost'>;
export type CostReportQuery = Query<'/api/reports/cost'>;
export type ProgressReport = Get<'/api/reports/progress'>;
export type QualityReport = Get<'/api/reports/quality'>;
export type ReportExport = Get<'/api/reports/exports/{id}'>;
export type CreateExport =
  paths['/api/reports/exports']['post']['requestBody']['content']['application/json'];
export type ReportSchedule = Get<'/api/reports/schedules'>['items'][number];
export type CreateSchedule =
  paths['/api/reports/schedules']['post']['requestBody']['content']['application/json'];
export type Freshness = CostReport['freshness'];
export type CallFilters = Pick<
  CostReportQuery,
  'member' | 'persona' | 'mode' | 'channel' | 'engine'
>;
export type LatencyReport = Get<'/api/reports/latency'>;
export type LatencyQuery = Query<'/api/reports/latency'>;
export type MyPace = Get<'/api/me/pace'>;

export type MinuteAccount = Get<'/api/quotas/{accountId}'>;
export type MinuteEntry = Get<'/api/quotas/{accountId}/entries'>['items'][number];
export type QuotaQuery = Query<'/api/quotas'>;
export type MyQuota = Get<'/api/quotas/me'>;
export type ChangeMinutes =
  paths['/api/quotas/organization']['put']['requestBody']['content']['application/json'];
export type Allowance = NonNullable<MinuteAccount['allowance']>;
export type MinuteLot = Get<'/api/quotas/{accountId}/lots'>['items'][number];
export type BulkOutcome = Answered<paths['/api/quotas/bulk']['post']>;
export type BulkChange =
  paths['/api/quotas/bulk']['post']['requestBody']['content']['application/json'];
export type MinuteCode = Get<'/api/minute-codes'>['items'][number];
export type CreatedMinuteCode = Answered<paths['/api/minute-codes']['post']>;
export type Team = Get<'/api/teams'>['items'][number];
export type MyPhoneNumbers = Get<'/api/me/phone-numbers'>;
export type PhoneNumber = MyPhoneNumbers['items'][number];
export type Caller = Get<'/api/callers'>['items'][number];

export type Task = Get<'/api/tasks/{id}'>;
export type ScoreAgainPreview = Get<'/api/scoring/again'>;
export type ScoreAgain =
  paths['/api/scoring/again']['post']['requestBody']['content']['application/json'];

export type PricePage = Get<'/api/prices'>;
export type Price = PricePage['items'][number];
export type PriceQuery = Query<'/api/prices'>;
export type Pricing = Get<'/api/prices/pricing'>;
export type NewPrice = paths['/api/prices']['post']['requestBody']['content']['application/json'];
export type ImportedPrices = Answered<paths['/api/prices/import']['post']>;
export type Budget = Get<'/api/budget'>;
export type BudgetSettings =
  paths['/api/budget']['put']['requestBody']['content']['application/json'];
export type BudgetNotice = NonNullable<Get<'/api/budget/notice'>['notice']>;
export type FailedJob = Get<'/api/jobs/failed'>['items'][number];
export type FailedJobQuery = Query<'/api/jobs/failed'>;
export type QueueState = Get<'/api/jobs/queues'>['items'][number];
