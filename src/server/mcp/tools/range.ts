import { z } from 'zod';
import { GRAINS, type Grain } from '../../../time/grain';

/** The widths of buckets and periods. */
export const PERIODS = GRAINS.map((grain) => grain.toUpperCase() as Uppercase<Grain>);

/** A range of time, as the API takes it. */
export const rangeShape = z
  .object({
    last: z.number().int().min(0).optional().describe('So many whole units before the running one.'),
    unit: z.enum(PERIODS).optional().describe('The unit of `last`.'),
    includeCurrent: z.boolean().optional().describe('With `last`: the running unit too, which is not over yet.'),
    from: z.string().optional().describe('First date or instant: 2026-10-01.'),
    to: z.string().optional().describe('First date or instant that is out.'),
    through: z.string().optional().describe('Last date that is in, instead of `to`.'),
  })
  .describe('{ "last": 30, "unit": "DAY" }, or { "from": "2026-10-01", "through": "2026-10-31" }.');

/** A comparison period, as the API takes it. */
export const compareShape = z
  .object({
    previousPeriod: z.boolean().optional().describe('The period of the same length right before.'),
    shift: z.number().int().min(1).optional().describe('The range, so many units earlier.'),
    unit: z.enum(PERIODS).optional().describe('The unit of `shift`.'),
  })
  .describe('{ "previousPeriod": true }, or { "shift": 1, "unit": "YEAR" }.');
