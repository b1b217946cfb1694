/** What the shell is told of how a command went; `--help` and docs/cli.md list the same. */
export const EXIT = {
  fine: 0,
  /**
   * A mistake of the person's, in what was asked or in the registry; or problems that were looked
   * for and found.
   */
  mistake: 1,
  /** The command line itself is wrong: an option there is not, a value that is none. */
  usage: 2,
  unreachable: 3,
  /** A mistake of ours: `EX_SOFTWARE` of sysexits.h. */
  bug: 70,
  /** Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
