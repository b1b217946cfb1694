import * as fc from 'fast-check';

/**
 * The place and time of rows and queries: a zone, and a date with a special event in its calendar.
 */
export interface Scene {
  readonly zone: string;
  readonly date: string;
}

/**
 * Clock changes, skipped and repeated midnights, and the first days of weeks, months, quarters and
 * years.
 */
export const SCENES: readonly Scene[] = [
  { zone: 'Asia/Shanghai', date: '2026-03-30' },
  { zone: 'Asia/Shanghai', date: '2026-10-01' },
  { zone: 'America/New_York', date: '2026-03-08' },
  { zone: 'America/New_York', date: '2026-11-01' },
  { zone: 'America/Sao_Paulo', date: '2018-11-04' },
  { zone: 'America/Sao_Paulo', date: '2018-02-18' },
  { zone: 'Australia/Lord_Howe', date: '2026-04-05' },
  { zone: 'Australia/Lord_Howe', date: '2026-10-04' },
  { zone: 'Europe/London', date: '2026-03-29' },
  { zone: 'Europe/London', date: '2026-10-25' },
  { zone: 'America/Havana', date: '2026-11-01' },
  { zone: 'America/Havana', date: '2026-03-08' },
  { zone: 'America/St_Johns', date: '2010-11-07' },
  { zone: 'Pacific/Apia', date: '2011-12-30' },
  { zone: 'Asia/Kathmandu', date: '2025-12-31' },
  { zone: 'UTC', date: '2024-02-29' },
  { zone: 'Europe/London', date: '2026-05-31' },
];

export const ZONES: readonly string[] = [...new Set(SCENES.map(({ zone }) => zone))];

export const scene: fc.Arbitrary<Scene> = fc.constantFrom(...SCENES);
