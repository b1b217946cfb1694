import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A registered user, with the time and the channel of the registration. */
@Entity({ name: 'user', comment: 'Who registered, when and through which channel' })
@Index('user_registration_date_idx', ['registrationDate'])
export class User {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'user_pkey',
  })
  id!: string;

  @Column({ name: 'utm_source', type: 'text', nullable: true, comment: 'Channel; null or empty is Direct' })
  utmSource!: string | null;

  @Column({ name: 'registration_date', type: 'timestamptz' })
  registrationDate!: Date;

  @Column({ name: 'last_login_time', type: 'timestamptz', nullable: true, comment: 'A login alone is no activity' })
  lastLoginTime!: Date | null;
}
