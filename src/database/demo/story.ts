import type { DemoDay } from './days';
import { Random } from './random';

/** The events in the demo's product. They give every number a reason to move. */

export interface Channel {
  readonly source: string | null;
  /** The share of registrations on a usual day. */
  readonly share: number;
  /** How likely its users are to stay, as a factor of the usual chance. */
  readonly loyalty: number;
}

export const CHANNELS: readonly Channel[] = [
  { source: 'Xiaohongshu', share: 0.26, loyalty: 0.95 },
  { source: 'Douyin', share: 0.2, loyalty: 0.75 },
  { source: 'Bilibili', share: 0.16, loyalty: 1.1 },
  { source: 'WeChat', share: 0.14, loyalty: 1.15 },
  { source: 'Zhihu', share: 0.08, loyalty: 1.3 },
  // Both are Direct: some users came before the column was filled, and some have no source.
  { source: null, share: 0.1, loyalty: 1.1 },
  { source: '', share: 0.06, loyalty: 1.1 },
];

/** A campaign on one channel: many come, and few of them stay. Days are counted back from today. */
const CAMPAIGN = { source: 'Xiaohongshu', from: 75, to: 66, times: 5, loyalty: 0.6 };
/** A deployment breaks in the morning and is rolled back in the evening. */
export const BAD_DAY = { ago: 40, from: 10 / 24, to: 21.5 / 24, errors: 0.33 };
/** Results become better, so more of them are adopted. */
const NEW_MODEL = { ago: 90, lift: 1.15 };
/** Prompts become shorter, so a task costs fewer tokens. */
const SHORT_PROMPTS = { ago: 25, saving: 0.82 };

const SEED = 20_260_101;
/** One key for each kind of draw, so that more draws of one kind change no other kind. */
export const DRAW = { noise: SEED, registration: SEED + 1, person: SEED + 2, day: SEED + 3, money: SEED + 4 };

// Monday to Sunday. People use the tool for work, and try it at the weekend.
const USE_BY_WEEKDAY = [1.04, 1.08, 1.06, 1.04, 0.98, 0.8, 0.76];
const COMERS_BY_WEEKDAY = [0.96, 0.98, 0.98, 0.97, 0.95, 1.1, 1.14];
// Midnight to 23:00.
const BY_HOUR = [8, 4, 2, 1, 1, 2, 6, 14, 34, 62, 74, 66, 44, 50, 66, 72, 68, 56, 44, 48, 60, 62, 46, 22];

/** Returns the weight of a day's registrations among all days. */
export function comers(day: DemoDay, days: number): number {
  const growth = 0.55 + (0.9 * (day.number + 1)) / days;
  const reach = CHANNELS.reduce((sum, _, channel) => sum + share(channel, day), 0);
  const noise = 1 + 0.08 * new Random(DRAW.noise, day.number).bell();
  return growth * reach * noise * (COMERS_BY_WEEKDAY[day.date.dayOfWeek - 1] ?? 1);
}

/** Returns the weight of a channel among the registrations of a day. */
export function share(channel: number, day: DemoDay): number {
  const { source, share: usual } = CHANNELS[channel] as Channel;
  return inCampaign(day) && source === CAMPAIGN.source ? usual * CAMPAIGN.times : usual;
}

/**
 * Returns a factor of the usual chance to stay, for a registration on this day through this
 * channel.
 */
export function loyalty(channel: number, day: DemoDay): number {
  const { source, loyalty: usual } = CHANNELS[channel] as Channel;
  if (day.ago === BAD_DAY.ago) return usual * 0.6;
  return inCampaign(day) && source === CAMPAIGN.source ? usual * CAMPAIGN.loyalty : usual;
}

/** Returns a factor of the usual chance to come on this day. */
export function mood(day: DemoDay): number {
  const disappointed = day.ago < BAD_DAY.ago && day.ago >= BAD_DAY.ago - 3;
  return (disappointed ? 0.85 : 1) * (USE_BY_WEEKDAY[day.date.dayOfWeek - 1] ?? 1);
}

/** Returns an instant of the day at which a person is active. */
export function timeOfDay(day: DemoDay, random: Random): number {
  const hour = random.pick(BY_HOUR);
  return Math.floor(day.start + ((hour + random.next()) / 24) * (day.end - day.start));
}

/** Returns the chance that a task fails that starts at this instant. */
export function errorRate(day: DemoDay, at: number): number {
  const time = (at - day.start) / (day.end - day.start);
  if (day.ago === BAD_DAY.ago && time >= BAD_DAY.from && time < BAD_DAY.to) return BAD_DAY.errors;
  return 0.03 * (1 + 0.2 * new Random(DRAW.noise, day.number, 1).bell());
}

/** Returns a factor of the original chance that a result is adopted. */
export function quality(day: DemoDay): number {
  return day.ago <= NEW_MODEL.ago ? NEW_MODEL.lift : 1;
}

/** Returns the tokens of a task as a factor of the original number. */
export function thrift(day: DemoDay): number {
  return day.ago <= SHORT_PROMPTS.ago ? SHORT_PROMPTS.saving : 1;
}

function inCampaign(day: DemoDay): boolean {
  return day.ago <= CAMPAIGN.from && day.ago >= CAMPAIGN.to;
}
