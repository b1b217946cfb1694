import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The indexes that metric queries use: by time, and by user. */
export class CreateMetricIndexes1792368000001 implements MigrationInterface {
  readonly name = 'CreateMetricIndexes1792368000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index user_registration_date_idx on "user" (registration_date)`);
    await runner.query(`create index trade_paid_at_idx on trade (paid_at)`);
    // Each user's paid trades, in the order that decides which is the first ever.
    await runner.query(`
      create index trade_user_id_paid_at_id_idx on trade (user_id, paid_at, id) where payment_status = 'paid'`);
    await runner.query(`create index task_generate_log_created_at_idx on task_generate_log (created_at)`);
    await runner.query(`
      create index task_generate_log_user_id_created_at_idx on task_generate_log (user_id, created_at)`);
    await runner.query(`create index user_action_log_created_at_idx on user_action_log (created_at)`);
    await runner.query(`create index user_action_log_user_id_created_at_idx on user_action_log (user_id, created_at)`);
    await runner.query(`
      create index subscription_records_start_date_end_date_idx on subscription_records (start_date, end_date)`);
    await runner.query(`create index subscription_records_user_id_idx on subscription_records (user_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index subscription_records_user_id_idx, subscription_records_start_date_end_date_idx`);
    await runner.query(`drop index user_action_log_user_id_created_at_idx, user_action_log_created_at_idx`);
    await runner.query(`drop index task_generate_log_user_id_created_at_idx, task_generate_log_created_at_idx`);
    await runner.query(`drop index trade_user_id_paid_at_id_idx, trade_paid_at_idx, user_registration_date_idx`);
  }
}
