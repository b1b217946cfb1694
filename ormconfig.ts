import { dataSource } from './src/database/dataSource';

/**
 * For TypeORM's own command line: `typeorm migration:show -d ormconfig.ts`. It uses the database of
 * DATABASE_URL.
 */
const url = process.env['DATABASE_URL'];
if (!url) throw new Error('Set DATABASE_URL, for example postgresql://user:password@localhost:5432/metergate.');

export default dataSource({ url });
