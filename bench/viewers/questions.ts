import { THIRTEEN } from '../questions';

/** The finest grain of this metric is the week. */
const BY_WEEK = 'retention_week_1';

/** The range in which rows are counted while others are inserted: a day before now and after. */
export interface Counted {
  readonly from: string;
  readonly to: string;
}

/** The thirteen metrics of the overview with the period before, and the number of all tasks. */
export function overview(counted: Counted): string {
  const tiles = THIRTEEN.map((metric, index) => {
    const range = metric === BY_WEEK ? 'last: 4, unit: WEEK' : 'last: 29, unit: DAY, includeCurrent: true';
    const grain = metric === BY_WEEK ? 'WEEK' : 'DAY';
    const arguments_ = `select: [${metric}], range: { ${range} }, grain: ${grain}, compare: { previousPeriod: true }`;
    return `tile${index}: metricSeries(${arguments_}) { buckets { date } series { values previous changes } }`;
  });
  return `{ ${tiles.join(' ')} ${countedField('metrics', counted)} }`;
}

/** Twenty questions of live dashboards. The first is the number of all tasks. */
export function liveQuestions(counted: Counted): readonly string[] {
  const plain = THIRTEEN.filter((metric) => metric !== BY_WEEK).map((metric) => live(metric, ''));
  const grouped = [
    'total_generations',
    'tasks',
    'tokens_consumed',
    'active_users_daily',
    'task_error_rate',
    'adoption_rate',
  ];
  const byChannel = grouped.map((metric) => live(metric, ', groupBy: [utm_source]'));
  const questions = [
    countedField('metricsChanged', counted),
    ...plain,
    ...byChannel,
    live('tasks', ', groupBy: [task_type]'),
  ];
  return questions.map((field) => `subscription { ${field} }`);
}

function live(metric: string, groupBy: string): string {
  const range = 'range: { last: 7, unit: DAY, includeCurrent: true }, grain: DAY';
  return `metricSeriesChanged(select: [${metric}], ${range}${groupBy}) { series { values } }`;
}

function countedField(field: 'metrics' | 'metricsChanged', { from, to }: Counted): string {
  const cache = field === 'metrics' ? 'meta { asOf cache { status } }' : '';
  return `${field}(range: { from: "${from}", to: "${to}" }) { rows { values { tasks } } ${cache} }`;
}
