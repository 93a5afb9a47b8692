import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { markName } from './end.ts'
import { commandsFolder } from './loaders.ts'
import { withSteadyPython } from './probes.ts'
import { inside, language } from './sandbox/walls.ts'
import { oneHelper } from './v8.ts'

type Environment = Readonly<Record<string, string>>

/** Variables of the user's that programs need to work at all; everything else, secrets among it, stays out. */
const passedOn = ['PATH', 'SystemRoot', 'ComSpec', 'PATHEXT', 'LD_LIBRARY_PATH', 'TZ']

/** Programs greet whoever runs them by name, and ask what the terminal can do: one that can do nothing has no escape codes sent to it. */
const person: Environment = { USER: 'learner', LOGNAME: 'learner', USERNAME: 'learner', SHELL: '/bin/sh', TERM: 'dumb' }

/**
 * Python hands on at once what it is given to write, and a line as a whole (see `probes/python/sitecustomize.py`), so that the record shows the true
 * order of a parent's line and a child's end, and so that workers that a pool terminates lose no line.
 */
const steady = (env: Environment): Environment =>
  withSteadyPython({ ...person, ...env, PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' })

/** Where a program's folder holds commands of packages (see `loaders.ts`), they are found first, as npm has it. `seenAs` is that folder in the program's eyes. */
const withCommands = (path: string, folder: string, seenAs: string): string =>
  existsSync(join(folder, commandsFolder)) ? `${join(seenAs, commandsFolder)}${delimiter}${path}` : path

/** A clean environment for a program in `folder`, marked so that every process of the run can be found. */
export const environmentIn = (folder: string): Environment =>
  steady({
    ...Object.fromEntries(passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]))),
    PATH: withCommands(process.env['PATH'] ?? '', folder, folder),
    HOME: folder,
    USERPROFILE: folder,
    LANG: language,
    TMPDIR: join(folder, 'tmp'),
    [markName]: randomUUID(),
  })

/** A clean environment in the sandbox for what lies in `folder`: the same on every machine but for the place of the interpreter. The walls add the program's language. */
export const sandboxEnvironment = (interpreter: string, folder: string): Environment =>
  steady({
    PATH: withCommands([...new Set([dirname(interpreter), '/usr/local/bin', '/usr/bin', '/bin'])].join(':'), folder, inside),
    HOME: inside,
    TMPDIR: '/tmp',
    NODE_OPTIONS: oneHelper,
  })
