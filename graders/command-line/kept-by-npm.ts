/** Options that stand in front of `--`: npm takes them for its own, and hands on at most their values, as if they were questions. */
import type { Command } from 'commander'
import { UsageError } from '../core/errors.ts'

/** What npm, or what it starts, has an option for as well: no sign that somebody meant the kit. */
const ownOptionsOfNpm: ReadonlySet<string> = new Set(['json', 'no-color', 'yes', 'jobs', 'name', 'help'])

/**
 * Two options are npm's as well: whoever wants no colours of npm gets none of the kit, and whoever asked npm for JSON reads what to type.
 * Either may stand in npm's own settings, so that is no reason to refuse.
 */
export const minding = (command: Command, env: NodeJS.ProcessEnv): string | null => {
  if (env['npm_config_color'] === '') env['NO_COLOR'] = '1'
  const hasJson = command.options.some(({ long }) => long === '--json')
  if (!hasJson || command.opts()['json'] === true || env['npm_config_json'] !== 'true') return null
  return `npm took --json for an option of its own, so this is the report in words: \`npm run ${command.name()} -- --json\` prints it as JSON.`
}

/** @throws UsageError where npm kept an option of this command, which it tells in a variable. */
export const refuseKeptByNpm = (command: Command, env: NodeJS.ProcessEnv): void => {
  const names = command.options.flatMap(({ long }) => long?.replace(/^--/, '') ?? []).filter((name) => !ownOptionsOfNpm.has(name))
  const kept = names.find((name) => (env[`npm_config_${name.replaceAll('-', '_')}`] ?? '') !== '')
  if (kept === undefined) return
  throw new UsageError(
    `npm took --${kept} for an option of its own: what is meant for the kit stands behind --, as in \`npm run ${command.name()} -- --${kept}\``,
  )
}
