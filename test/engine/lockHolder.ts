import { openEmbedded } from '../../src/engine/embedded/open';

// A separate process: opens the directory and keeps it until standard input ends or it is killed.
void openEmbedded(process.argv[2] ?? '').then(
  (database) => {
    process.stdout.write('open\n');
    process.stdin.on('end', () => void database.close()).resume();
  },
  (error: Error) => {
    process.stdout.write(`${error.message}\n`);
  },
);
