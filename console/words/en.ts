/** The console's own words in English. Names of metrics and dimensions come from the gateway. */
export const en = {
  product: 'Metergate',
  nav: {
    label: 'Pages',
    overview: 'Overview',
    dashboards: 'Dashboards',
    explore: 'Explore',
    metrics: 'Metrics',
    graphiql: 'GraphiQL',
    open: 'Open the menu',
    close: 'Close the menu',
    skip: 'Skip to the content',
    keys: 'Keyboard shortcuts',
    search: 'Search metrics and dashboards',
  },
  theme: { label: 'Theme', system: 'System', light: 'Light', dark: 'Dark' },
  language: { label: 'Language', en: 'English', zh: '中文' },
  session: {
    title: 'Sign in',
    text: 'This gateway asks who you are. Paste an API key or a token. This tab keeps it until you close the tab.',
    field: 'API key or token',
    submit: 'Sign in',
    wrong: 'The gateway does not accept this key or token.',
    signOut: 'Sign out',
  },
  problem: {
    title: 'This could not be answered',
    unreachable: 'The gateway does not answer.',
    unreachableHint: 'Check that it runs and that your network works.',
    retry: 'Try again',
    forbidden: 'Your role may not see this.',
    forbiddenHint: 'Ask the owner of the registry for access.',
    notFound: 'There is no such page.',
    notFoundHint: 'Check the address, or go back to the overview.',
    noDashboard: (key: string) => `There is no dashboard “${key}”, or your role may not see it.`,
    noMetric: (key: string) => `There is no metric “${key}”, or your role may not see it.`,
    toOverview: 'Go to the overview',
    dashboardFile: 'The file of this dashboard has a problem',
  },
  empty: {
    title: 'No data',
    range: 'No row falls into this range. Choose a longer range, or remove filters.',
    dashboards: 'This dashboard has no tiles that you may see.',
    metrics: 'No metric matches. Change the search.',
  },
  loading: 'Loading …',
  value: {
    noData: 'no data',
    suppressed: 'hidden: too few people',
    divideByZero: 'not defined: division by zero',
    previous: (text: string) => `before: ${text}`,
    noComparison: 'nothing to compare with',
    running: 'The last bucket is not over yet.',
    runningShort: 'so far',
    asOf: (when: string) => `As of ${when}`,
    newest: (when: string) => `data until ${when}`,
    noChange: 'no change',
    better: 'better',
    worse: 'worse',
  },
  picture: {
    query: 'Show query',
    copy: 'Copy as …',
    csv: 'Download CSV',
    png: 'Download PNG',
    explain: 'Explain this number',
    explore: 'Explore',
    graphiql: 'Open in GraphiQL',
    live: 'Live',
    actions: 'More actions',
    table: 'Show as table',
    chart: 'Show as chart',
    data: 'Data of the chart',
    time: 'Time',
    group: 'Group',
    total: 'Whole range',
    others: 'Others',
  },
  range: {
    label: 'Range',
    last: (count: number, unit: string) => `Last ${count} ${unit}`,
    between: (from: string, to: string) => `${from} – ${to}`,
    custom: 'Custom range',
    asDashboard: 'As the dashboard says',
    includeCurrent: 'with the running one',
  },
  grain: {
    label: 'By',
    HOUR: 'Hour',
    DAY: 'Day',
    WEEK: 'Week',
    MONTH: 'Month',
    QUARTER: 'Quarter',
    YEAR: 'Year',
  },
  units: {
    HOUR: 'hours',
    DAY: 'days',
    WEEK: 'weeks',
    MONTH: 'months',
    QUARTER: 'quarters',
    YEAR: 'years',
  },
  compare: {
    label: 'Compare',
    none: 'No comparison',
    before: 'Comparison period',
    previousPeriod: 'Previous period',
    previousYear: 'A year ago',
    to: (period: string) => `compared with ${period}`,
  },
  overview: {
    title: 'Overview',
    without: 'There is no dashboard file “overview”, so this page shows the metrics of the registry by group.',
  },
} as const;

/** The same words in another language. */
export type Words = Translated<typeof en>;

type Translated<Of> = {
  readonly [K in keyof Of]: Of[K] extends string
    ? string
    : Of[K] extends (...args: never[]) => string
      ? Of[K]
      : Translated<Of[K]>;
};
