import { Injectable } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { AppConfig } from '../../config/app-config';
import type { Mail } from '../../platform/mail/mailer';
import { CostReportQuery } from '../cost-report.schemas';
import { CostReportService } from '../cost-report.service';
import { ProgressReportQuery } from '../progress-report.schemas';
import { ProgressReportService } from '../progress-report.service';
import { QualityReportQuery } from '../quality-report.schemas';
import { QualityReportService } from '../quality-report.service';
import { UsageReportQuery } from '../usage-report.schemas';
import { UsageReportService } from '../usage-report.service';
import type { OpenMailing } from './mailing.repository';
import { costLines, progressLines, qualityLines, usageLines } from './mail-summary';
import type { ScheduleRow } from './schedule.repository';
import { REPORT_NAMES } from './scheduled-reports';

/** What mail servers take without complaint; a larger file is fetched from the page. */
const MOST_BYTES = 5_000_000;

type Written = { lines: string[]; csv: string };

/** A mail with what a report comes to, and the report itself beside it. */
@Injectable()
export class ReportMails {
  constructor(
    private readonly usage: UsageReportService,
    private readonly cost: CostReportService,
    private readonly progress: ProgressReportService,
    private readonly quality: QualityReportService,
    private readonly config: AppConfig,
  ) {}

  async write(
    actor: Actor,
    schedule: ScheduleRow,
    mailing: OpenMailing,
  ): Promise<Omit<Mail, 'writtenAt'>> {
    const { from, to } = mailing;
    const { filters, groupBy, report } = schedule;
    const { lines, csv } = await this.report(actor, schedule, { ...filters, groupBy, from, to });
    const address = new URL(`/reports/${report}`, this.config.publicUrl);
    for (const [name, value] of Object.entries({ from, to, groupBy, ...filters })) {
      if (value !== undefined) address.searchParams.set(name, value);
    }
    const attached = Buffer.byteLength(csv) <= MOST_BYTES;
    return {
      id: `report-${mailing.id}`,
      to: mailing.email,
      subject: `${schedule.name}: ${from} to ${to}`,
      text: textOf({
        report: REPORT_NAMES[report],
        from,
        to,
        lines,
        attached,
        address: address.href,
      }),
      attachments: attached
        ? [{ name: `${report}-${from}-${to}.csv`, contentType: 'text/csv', content: csv }]
        : [],
    };
  }

  private async report(
    actor: Actor,
    { report }: ScheduleRow,
    asked: Record<string, unknown>,
  ): Promise<Written> {
    switch (report) {
      case 'usage': {
        const query = UsageReportQuery.parse(asked);
        const found = await this.usage.report(actor, query);
        return { lines: usageLines(found), csv: await this.usage.csv(actor, query) };
      }
      case 'cost': {
        const query = CostReportQuery.parse(asked);
        const found = await this.cost.report(actor, query);
        return { lines: costLines(found), csv: await this.cost.csv(actor, query) };
      }
      case 'progress': {
        const query = ProgressReportQuery.parse(asked);
        const found = await this.progress.report(actor, query);
        return { lines: progressLines(found), csv: await this.progress.csv(actor, query) };
      }
      case 'quality': {
        const query = QualityReportQuery.parse(asked);
        const found = await this.quality.report(actor, query);
        return { lines: qualityLines(found), csv: await this.quality.csv(actor, query) };
      }
    }
  }
}

const textOf = (facts: {
  report: string;
  from: string;
  to: string;
  lines: readonly string[];
  attached: boolean;
  address: string;
}): string => `${facts.report} from ${facts.from} to ${facts.to}, by the days of your organization:

${facts.lines.map((line) => `- ${line}`).join('\n')}

${facts.attached ? 'All rows are in the file attached.' : 'There are too many rows to attach; the page has them all.'} With charts:
${facts.address}

An administrator or a coach chose to send this to you, and can stop it under Reports, By mail.
`;
