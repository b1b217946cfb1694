import { readFileSync } from 'node:fs';

/**
 * The start of a process as text: the id of the boot and the clock tick. Two processes that had the
 * same process id have different texts. Null: the process does not run, or the system does not say.
 */
export function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name of the program in parentheses, with any content. The third is
    // the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

/** Whether a process with this process id runs on this host. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It belongs to another user, and runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
