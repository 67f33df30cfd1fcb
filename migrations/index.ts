import { OrganizationsAndAuth1700000000100 } from './1700000000100-organizations-and-auth';
import { Personas1700000000300 } from './1700000000300-personas';
import { Calls1700000000400 } from './1700000000400-calls';
import { Usage1700000000500 } from './1700000000500-usage';
import { PriceBook1700000000510 } from './1700000000510-price-book';
import { Recordings1700000000600 } from './1700000000600-recordings';
import { Reviews1700000000700 } from './1700000000700-reviews';
import { TypedTurns1700000000800 } from './1700000000800-typed-turns';
import { RealtimePrices1700000000810 } from './1700000000810-realtime-prices';
import { TurnLatencies1700000001000 } from './1700000001000-turn-latencies';
import { SpeakingPaces1700000001010 } from './1700000001010-speaking-paces';
import { MinuteAccounts1700000001100 } from './1700000001100-minute-accounts';
import { Telephony1700000001200 } from './1700000001200-telephony';
import { ChosenInTheCall1700000001300 } from './1700000001300-chosen-in-the-call';
import { PhoneLines1700000001310 } from './1700000001310-phone-lines';
import { Rings1700000001320 } from './1700000001320-rings';
import { VendorCharges1700000001400 } from './1700000001400-vendor-charges';
import { Teams1700000001410 } from './1700000001410-teams';
import { MinuteLots1700000001411 } from './1700000001411-minute-lots';
import { MergedCallerAccounts1700000001412 } from './1700000001412-merged-caller-accounts';
import { OwnPrices1700000001420 } from './1700000001420-own-prices';
import { Budgets1700000001421 } from './1700000001421-budgets';
import { CarrierCharges1700000001422 } from './1700000001422-carrier-charges';
import { ReportFacts1700000001430 } from './1700000001430-report-facts';
import { ExportsAndSchedules1700000001431 } from './1700000001431-exports-and-schedules';
import { Tasks1700000001440 } from './1700000001440-tasks';
import { FailedJobs1700000001441 } from './1700000001441-failed-jobs';
import { Mails1700000001442 } from './1700000001442-mails';
import { RecordingCare1700000001450 } from './1700000001450-recording-care';
import { KeptConsent1700000001451 } from './1700000001451-kept-consent';
import { RingRefusals1700000001452 } from './1700000001452-ring-refusals';
import { FinerReportFacts1700000001460 } from './1700000001460-finer-report-facts';
import { MemberMonths1700000001461 } from './1700000001461-member-months';
import { AuditedChanges1700000001480 } from './1700000001480-audited-changes';
import { UnansweredLines1700000001481 } from './1700000001481-unanswered-lines';
import { ProgressInTasks1700000001490 } from './1700000001490-progress-in-tasks';
import { WaitsOfAllTogether1700000001492 } from './1700000001492-waits-of-all-together';

/** In the order they run. A new one goes to the end. */
export const migrations = [
  OrganizationsAndAuth1700000000100,
  Personas1700000000300,
  Calls1700000000400,
  Usage1700000000500,
  PriceBook1700000000510,
  Recordings1700000000600,
  Reviews1700000000700,
  TypedTurns1700000000800,
  RealtimePrices1700000000810,
  TurnLatencies1700000001000,
  SpeakingPaces1700000001010,
  MinuteAccounts1700000001100,
  Telephony1700000001200,
  ChosenInTheCall1700000001300,
  PhoneLines1700000001310,
  Rings1700000001320,
  VendorCharges1700000001400,
  Teams1700000001410,
  MinuteLots1700000001411,
  MergedCallerAccounts1700000001412,
  OwnPrices1700000001420,
  Budgets1700000001421,
  CarrierCharges1700000001422,
  ReportFacts1700000001430,
  ExportsAndSchedules1700000001431,
  Tasks1700000001440,
  FailedJobs1700000001441,
  Mails1700000001442,
  RecordingCare1700000001450,
  KeptConsent1700000001451,
  RingRefusals1700000001452,
  FinerReportFacts1700000001460,
  MemberMonths1700000001461,
  AuditedChanges1700000001480,
  UnansweredLines1700000001481,
  ProgressInTasks1700000001490,
  WaitsOfAllTogether1700000001492,
];
