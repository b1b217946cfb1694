/** How often the parent is looked at. */
const LOOKS_AGAIN_MS = 500;

/**
 * Sends this process SIGTERM when the process that started it has ended, if npm did: npm passes a
 * SIGTERM on to a shell, which ends and leaves this process running. Other parents may end before a
 * server, such as the shell of `metergate serve &`.
 */
export function stopWithNpm(): void {
  if (process.env['npm_lifecycle_event'] !== 'start') return;
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, LOOKS_AGAIN_MS).unref();
}
