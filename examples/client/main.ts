import { channels, drilldown, kpis, picked, users, type Viewer } from './dashboard';

/** Prints a small dashboard: `node -r ./register.cjs examples/client/main.ts [URL]`. */
async function main(url: string): Promise<void> {
  const viewer: Viewer = { url, asOf: null, locale: null };
  const show = (title: string, lines: readonly string[]) => {
    process.stdout.write(`${title}\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
  };
  show('Last seven days', await kpis(viewer));
  const { axis, layers } = await channels(viewer);
  show('Registrations by channel', [axis.join(' '), ...layers]);
  show('Most tokens', await users(viewer, (id) => `user ${id}`));
  const { lines, dimensions } = await picked(viewer, ['active_users_daily', 'adoption_rate']);
  show('Picked', [...lines, `can be split by ${dimensions.join(', ')}`]);
  show('Generations', await drilldown(viewer, { utm_source: { ne: 'Direct' } }));
}

main(process.argv[2] ?? 'http://127.0.0.1:4000/graphql').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
