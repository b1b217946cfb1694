import type { Arguments } from './exporting';

const SO_FAR = '2026-03-12T09:30:00+08:00';
const WEEK = { range: { from: '2026-03-02', through: '2026-03-08' }, asOf: SO_FAR };

/** A question for each case of an export, named for it. */
export const QUESTIONS: Readonly<Record<string, Arguments>> = {
  'one number': { select: ['tasks'], ...WEEK },
  'groups, of which some are null or empty': {
    select: ['tasks', 'new_registrations'],
    ...WEEK,
    groupBy: ['utm_source'],
  },
  'every status': {
    select: ['task_error_rate', 'payment_conversion_rate'],
    ...WEEK,
    grain: 'DAY',
    groupBy: ['utm_source'],
  },
  'a running bucket in another zone': {
    select: ['tasks', 'active_users_weekly'],
    range: { last: 2, unit: 'WEEK', includeCurrent: true },
    grain: 'DAY',
    timeZone: 'America/New_York',
    asOf: SO_FAR,
  },
  'days whose clocks change': {
    select: ['tasks'],
    range: { from: '2026-03-07', through: '2026-03-09' },
    grain: 'HOUR',
    timeZone: 'America/New_York',
    asOf: SO_FAR,
  },
  'filters and conditions on numbers': {
    select: ['tasks', 'task_error_rate'],
    ...WEEK,
    groupBy: ['user_id', 'task_type'],
    where: { and: [{ utm_source: { notIn: ['douyin'] } }, { not: { task_type: { isNull: true } } }] },
    having: { tasks: { gte: 1, lt: '5' } },
  },
  'order and page': {
    select: ['tasks', 'task_error_rate'],
    ...WEEK,
    groupBy: ['user_id'],
    orderBy: [
      { key: 'task_error_rate', direction: 'DESC', nulls: 'LAST' },
      { key: 'tasks', direction: 'DESC' },
    ],
    limit: 4,
    offset: 2,
  },
  'a page of no rows': { select: ['tasks'], ...WEEK, groupBy: ['user_id'], limit: 0 },
  'a page after the last': { select: ['tasks'], ...WEEK, groupBy: ['user_id'], offset: 1_000 },
  'nothing is filled': { select: ['tasks'], ...WEEK, grain: 'DAY', groupBy: ['task_type'], fill: false },
  'the first groups and all others': {
    select: ['tasks', 'active_users_daily'],
    ...WEEK,
    grain: 'DAY',
    groupBy: ['user_id'],
    top: { n: 2, by: 'tasks', others: true },
  },
  'the first groups alone': {
    select: ['tasks'],
    ...WEEK,
    groupBy: ['user_id'],
    top: { n: 2, by: 'tasks', direction: 'ASC' },
  },
  'another period': {
    select: ['tasks', 'revenue_mrr', 'task_error_rate'],
    range: { last: 1, unit: 'WEEK' },
    grain: 'DAY',
    groupBy: ['utm_source'],
    compare: { previousPeriod: true },
    asOf: SO_FAR,
  },
  'another period without groups': { select: ['revenue_mrr'], ...WEEK, compare: { shift: 1, unit: 'WEEK' } },
};
