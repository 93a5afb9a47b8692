/** Options that stand in front of `--`: npm takes them for its own, and hands on at most their values, as if they were questions. */
import type { Command } from 'commander'
import { UsageError } from '../core/errors.ts'

/** What npm, or what it starts, has an option for as well: no sign that somebody meant the kit. */
const ownOptionsOfNpm: ReadonlySet<string> = new Set(['json', 'no-color', 'yes', 'jobs', 'name', 'help'])

/** @throws UsageError where npm kept an option of this command, which it tells in a variable. */
export const refuseKeptByNpm = (command: Command, env: NodeJS.ProcessEnv): void => {
  const names = command.options.flatMap(({ long }) => long?.replace(/^--/, '') ?? []).filter((name) => !ownOptionsOfNpm.has(name))
  const kept = names.find((name) => (env[`npm_config_${name.replaceAll('-', '_')}`] ?? '') !== '')
  if (kept === undefined) return
  throw new UsageError(
    `npm took --${kept} for an option of its own: what is meant for the kit stands behind --, as in \`npm run ${command.name()} -- --${kept}\``,
  )
}
