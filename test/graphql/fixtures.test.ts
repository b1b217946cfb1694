import { FIXTURES } from './fixtureFiles';
import { fixtureTests } from './fixtureTests';

/**
 * Every fixture, asked of the real server on both engines. `UPDATE_FIXTURES=1 npx jest fixtures` writes what comes back into
 * the files: read the difference before it is committed, number by number.
 */
fixtureTests(FIXTURES);
