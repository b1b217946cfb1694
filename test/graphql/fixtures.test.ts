import path from 'node:path';
import { FIXTURES } from './fixtureFiles';
import { fixtureTests } from './fixtureTests';
import { ROOT } from './gatewayServer';

/**
 * Runs every fixture on the real server and both engines. `UPDATE_FIXTURES=1 npx jest fixtures`
 * writes the answers into the files: read the difference before you commit it, number by number.
 */
fixtureTests(FIXTURES, { dashboards: path.join(ROOT, 'schema/dashboards') });
