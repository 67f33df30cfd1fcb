export type RouteFacts = {
  /** The last day, the first of a month and the first of a year up to it. */
  until: string;
  month: string;
  year: string;
  /** Those with the most calls. */
  member: string;
  persona: string;
  account: string | null;
};

const GROUPS = {
  usage: ['member', 'persona', 'mode', 'channel', 'engine', 'provider', 'day', 'week', 'month'],
  cost: [
    'component',
    'provider',
    'model',
    'purpose',
    'member',
    'persona',
    'mode',
    'channel',
    'engine',
    'day',
    'week',
    'month',
    'call',
  ],
  progress: ['member', 'week', 'criterion'],
  quality: ['provider', 'model', 'persona', 'mode', 'channel', 'engine', 'day', 'week', 'month'],
  latency: ['provider', 'model', 'persona', 'mode', 'channel', 'engine', 'day', 'week', 'month'],
} as const;

/** Every report in every grouping over a year, some over a month, and with every filter. */
export const reportRoutes = ({ until, month, year, member, persona }: RouteFacts): string[] => {
  const filters = [
    `member=${member}`,
    `persona=${persona}`,
    'mode=interview',
    'channel=phone',
    'engine=realtime',
    'mode=cold_call&channel=browser&engine=pipeline',
    `persona=${persona}&channel=browser`,
  ];
  return Object.entries(GROUPS).flatMap(([report, groups]) => [
    ...groups.map((group) => `/reports/${report}?from=${year}&to=${until}&groupBy=${group}`),
    `/reports/${report}?from=${month}&to=${until}`,
    ...filters.map((filter) => `/reports/${report}?from=${year}&to=${until}&${filter}`),
  ]);
};

/** Every list with its filters; the rarest and the commonest word, and pages further on. */
export const listRoutes = ({
  until,
  month,
  year,
  member,
  persona,
  account,
}: RouteFacts): string[] => [
  '/calls',
  '/calls?sort=startedAt',
  '/calls?limit=100',
  `/calls?memberId=${member}`,
  `/calls?personaId=${persona}`,
  '/calls?mode=interview',
  '/calls?mode=small_talk&sort=startedAt',
  '/calls?state=ready',
  '/calls?state=processing',
  '/calls?state=active',
  `/calls?from=${month}&to=${until}`,
  `/calls?from=${year}&to=${year}`,
  `/calls?memberId=${member}&mode=interview`,
  `/calls?personaId=${persona}&from=${month}`,
  '/calls?q=company4711',
  '/calls?q=company47',
  '/calls?q=procurement',
  '/calls?q=meeting',
  '/calls?q=sarah',
  '/calls?q=nothinglikethis',
  '/calls?q=meeting%20company4711',
  '/calls?q=procurement&mode=interview',
  `/calls?q=company&memberId=${member}`,
  '/members',
  '/members?q=ada',
  '/members?q=zzzz',
  '/members?role=coach',
  '/personas',
  '/personas?q=sarah',
  '/quotas',
  '/quotas?owner=member',
  '/quotas?sort=left',
  ...(account ? [`/quotas/${account}`, `/quotas/${account}/entries`] : []),
  '/callers',
  '/invitations',
  '/reports/exports',
  '/reports/schedules',
];
