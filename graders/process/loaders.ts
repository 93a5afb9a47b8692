/**
 * Tools by which Node runs TypeScript: many programs start their children by one (`fork(file, [], { execArgv: ['--import', 'tsx'] })`, `spawn('npx', ['ts-node',
 * file])`). Here everything is JavaScript when the program begins. So where a program names such a tool, a stand-in lies in `node_modules` that does nothing: the
 * tool itself may not be there, costs more than the program, and starts processes of its own.
 */

/** A file to be laid beside a program. */
export interface StandIn {
  readonly path: string
  readonly text: string
  readonly isExecutable: boolean
}

const packages = ['tsx', 'ts-node', '@swc-node/register', 'esbuild-register'] as const

/** The commands that each of them brings along. */
const commands: Readonly<Partial<Record<(typeof packages)[number], readonly string[]>>> = {
  tsx: ['tsx'],
  'ts-node': ['ts-node', 'ts-node-esm'],
}

/** Where commands of packages lie, as npm has it. */
export const commandsFolder = 'node_modules/.bin'

/** The stand-ins that these texts may need. `node` is the Node that runs the program. */
export const standInsFor = (texts: readonly string[], node: string): StandIn[] => [
  ...packages
    .filter((name) => texts.some((text) => text.includes(name)))
    .flatMap((name) => [
      ...packageOf(name),
      ...(commands[name] ?? []).map((command) => ({ path: `${commandsFolder}/${command}`, text: commandBy(node), isExecutable: true })),
    ]),
  // What the compiler would make is there already.
  ...(texts.some((text) => /\btsc\b/.test(text)) ? [{ path: `${commandsFolder}/tsc`, text: '#!/bin/sh\n', isExecutable: true }] : []),
]

const entry = { import: './index.mjs', require: './index.cjs' }

const packageOf = (name: string): StandIn[] =>
  [
    { path: 'package.json', text: JSON.stringify({ name, version: '0.0.0', exports: { '.': entry, './*': entry } }) },
    { path: 'index.mjs', text: 'export const register = () => () => {}\nexport default { register }\n' },
    { path: 'index.cjs', text: 'exports.register = () => () => {}\n' },
  ].map(({ path, text }) => ({ path: `node_modules/${name}/${path}`, text, isExecutable: false }))

/** Options of these tools say how to translate; all others are for Node. */
const commandBy = (node: string): string => `#!/bin/sh
while :; do
  case $1 in
    -P | --project | --tsconfig | -O | --compiler-options | -H) shift 2 ;;
    -T | --transpile-only | --esm | --swc | --files | --type-check | --no-cache) shift ;;
    *) break ;;
  esac
done
exec '${node.replaceAll("'", String.raw`'\''`)}' "$@"
`
