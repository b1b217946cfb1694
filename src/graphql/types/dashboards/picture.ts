import type { Picture } from '../../../query/dashboard';
import { registerDescribed, type EnumOf } from '../enums';

export const MetricPicture = {
  NUMBER: 'number',
  LINE: 'line',
  AREA: 'area',
  BARS: 'bars',
  STACKED: 'stacked',
  SHARE: 'share',
  TABLE: 'table',
} as const satisfies EnumOf<Picture>;
registerDescribed(MetricPicture, 'MetricPicture', 'The way a tile of a dashboard shows its numbers.', {
  NUMBER: 'One number for each metric, of the whole range.',
  LINE: 'A line over time for each series.',
  AREA: 'A line over time for each series, with the area below it.',
  BARS: 'Bars over time, next to each other.',
  STACKED: 'Bars over time, on top of each other. The metric adds up over groups.',
  SHARE: 'The part of each group in the whole range. The metric adds up over groups.',
  TABLE: 'A table.',
});
