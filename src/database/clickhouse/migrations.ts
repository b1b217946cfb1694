/** A change of the tables. It makes one table: ClickHouse has no transaction for several. */
export interface ClickhouseMigration {
  /** The name under which it is recorded, which is also what is printed. */
  readonly name: string;
  readonly table: string;
  readonly statement: string;
}

/**
 * The five tables of the demo product (schema/model/tables.yaml). Time leads each key, because each
 * question has a range of time. Every table is a plain MergeTree: it has no versions of a row that
 * only FINAL would remove (docs/decisions/0041-clickhouse-tables.md).
 */
export const CLICKHOUSE_MIGRATIONS: readonly ClickhouseMigration[] = [
  {
    name: 'create user',
    table: 'user',
    statement: `
      CREATE TABLE user (
        id Int64 CODEC(Delta, ZSTD),
        utm_source LowCardinality(Nullable(String)) COMMENT 'Channel; null or empty is Direct',
        registration_date DateTime64(6, 'UTC') CODEC(Delta, ZSTD),
        last_login_time Nullable(DateTime64(6, 'UTC')) COMMENT 'A login alone is no activity'
      ) ENGINE = MergeTree ORDER BY (registration_date, id)
      COMMENT 'Who registered, when and through which channel'`,
  },
  {
    name: 'create trade',
    table: 'trade',
    // Rows without a payment have no time.
    statement: `
      CREATE TABLE trade (
        id Int64 CODEC(Delta, ZSTD),
        user_id Nullable(Int64),
        amount Decimal(12, 2) COMMENT 'In CNY',
        payment_status LowCardinality(String) COMMENT 'paid, pending, failed or refunded',
        paid_at Nullable(DateTime64(6, 'UTC')) COMMENT 'Null: no money has come',
        trade_type LowCardinality(Nullable(String)) COMMENT 'subscription or recharge'
      ) ENGINE = MergeTree ORDER BY (paid_at, id) SETTINGS allow_nullable_key = 1
      COMMENT 'Orders and what became of their payment'`,
  },
  {
    name: 'create task generate log',
    table: 'task_generate_log',
    statement: `
      CREATE TABLE task_generate_log (
        id Int64 CODEC(Delta, ZSTD),
        user_id Nullable(Int64),
        task_type LowCardinality(Nullable(String)) COMMENT 'image_text or text',
        status LowCardinality(String) COMMENT 'success or failed',
        token_consumed Nullable(Int64) COMMENT 'Null: it failed before it reached the model',
        created_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD)
      ) ENGINE = MergeTree PARTITION BY toYYYYMM(created_at) ORDER BY (created_at, id)
      COMMENT 'Requests to generate, failed ones included'`,
  },
  {
    name: 'create user action log',
    table: 'user_action_log',
    statement: `
      CREATE TABLE user_action_log (
        id Int64 CODEC(Delta, ZSTD),
        user_id Nullable(Int64),
        action_type LowCardinality(String) COMMENT 'copy, download and save are adoption',
        task_id Nullable(Int64) COMMENT 'Null: the action was on no task',
        created_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD)
      ) ENGINE = MergeTree PARTITION BY toYYYYMM(created_at) ORDER BY (created_at, id)
      COMMENT 'What users did with results'`,
  },
  {
    name: 'create subscription records',
    table: 'subscription_records',
    statement: `
      CREATE TABLE subscription_records (
        id Int64 CODEC(Delta, ZSTD),
        user_id Nullable(Int64),
        subscription_type LowCardinality(Nullable(String)),
        monthly_fee Decimal(12, 2) COMMENT 'In CNY, whatever the term',
        start_date DateTime64(6, 'UTC') CODEC(Delta, ZSTD),
        end_date Nullable(DateTime64(6, 'UTC')) COMMENT 'Null: open; of an expired one, unknown',
        status LowCardinality(String) COMMENT 'active or expired'
      ) ENGINE = MergeTree ORDER BY (start_date, id)
      COMMENT 'Stretches of time for which a user has a plan'`,
  },
];
