import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { until } from '../eventually';
import { ROOT } from '../graphql/gatewayServer';
import { productDatabase } from '../postgres/productDatabase';

// npm starts the server by way of a shell, which does not pass SIGTERM on.
test('a SIGTERM to the process of `npm start` stops the server', async () => {
  const database = await productDatabase();
  const env = { ...process.env, NODE_ENV: '', HOST: '127.0.0.1', PORT: '0', DATABASE_URL: database.url };
  const npm = spawn('npm', ['start'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const url = await new Promise<string>((resolve) => {
      createInterface({ input: npm.stdout }).on('line', (line) => {
        const address = /GraphQL +(http:\S+)\/graphql$/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
    });
    const isAnswered = () =>
      fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
    expect(await isAnswered()).toBe(true);
    const ended = once(npm, 'exit');
    npm.kill('SIGTERM');
    await ended;
    await until(async () => !(await isAnswered()));
  } finally {
    npm.kill('SIGKILL');
    await database.drop();
  }
});
