/** The exit codes; `--help` and docs/cli.md list the same. */
export const EXIT = {
  fine: 0,
  /** A mistake in the question or the registry, or problems that `check` found. */
  mistake: 1,
  /** The command line is wrong: an unknown option or a bad value. */
  usage: 2,
  unreachable: 3,
  /** A bug in Metergate: `EX_SOFTWARE` of sysexits.h. */
  bug: 70,
  /** Ctrl-C, as shells report it. */
  interrupted: 130,
  /** SIGTERM, as shells report it. */
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
