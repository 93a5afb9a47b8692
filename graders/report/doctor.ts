/** The screen of the doctor: what this machine offers, what each missing part costs, and how to get it. */
import { counted } from '../core/english.ts'
import { type Screen, type ScreenOptions, hanging, screenOf } from './layout.ts'

/** Whose words for installing something are the right ones. `linux`: a distribution that is neither Debian's kin nor Fedora's. */
export type System = 'debian' | 'fedora' | 'linux' | 'macos' | 'other'

/** A tool that was tried. `fails`: it is there, and does not do here what the kit needs of it. */
export type Part =
  | { readonly state: 'works'; readonly path: string; readonly version: string }
  | { readonly state: 'fails'; readonly path: string; readonly reason: string }
  | { readonly state: 'missing' }

/** The Python that was found. */
export interface Python {
  /** The interpreter itself. */
  readonly path: string
  readonly version: string
  /** What runs when somebody types `python3`: a version manager may stand there. */
  readonly typed: string
}

/** What a machine offers to the kit. */
export interface Machine {
  readonly system: System
  readonly node: { readonly version: string; readonly path: string }
  readonly python: Python | null
  readonly tracing: Part
  /** What keeps programs from being run in the sandbox, and what to do about it; `null` where nothing does. */
  readonly noSandbox: string | null
  readonly cores: number
}

/** True where programs of both languages can be graded. The kernel's record is better, and the runtime witness serves without it. */
export const isFit = ({ python }: Machine): boolean => python !== null

/** Describes a machine. Ends with a line end. */
export const renderDoctor = (machine: Machine, options: ScreenOptions = {}): string => {
  const screen = screenOf(options)
  const rows = [nodeRow(machine), pythonRow(machine), tracingRow(machine), sandboxRow(machine), coresRow(machine)]
  const last = isFit(machine)
    ? 'Everything that is needed to grade is here.'
    : 'Answers in Python cannot be graded here; everything else can.'
  return `${[...rows.flatMap((row) => linesOf(row, screen)), '', ...hanging(' ', last, screen.columns)].join('\n')}\n`
}

/** `bad` keeps something from being graded; `lacking` does not. */
interface Row {
  readonly mark: 'good' | 'lacking' | 'bad'
  readonly name: string
  readonly says: string
  readonly costs?: string
  readonly todo?: string
}

const marks = { good: '✔', lacking: '○', bad: '✘' } as const

const linesOf = ({ mark, name, says, costs, todo }: Row, { columns, palette }: Screen): string[] => {
  const paint = { good: palette.green, lacking: palette.yellow, bad: palette.red }[mark]
  const note = (label: string, text: string | undefined) =>
    text === undefined ? [] : hanging(`            ${label.padEnd(8)}`, text, columns, palette.dim)
  return [
    ...hanging(` ${paint(marks[mark])} ${palette.bold(name.padEnd(8))} `, says, columns),
    ...note('costs', costs),
    ...note('to do', todo),
  ]
}

const nodeRow = ({ node }: Machine): Row => ({ mark: 'good', name: 'Node', says: `${node.version} (${node.path})` })

const pythonRow = ({ python, system }: Machine): Row => {
  if (python !== null) {
    const manager = python.typed === python.path ? '' : `, reached by ${python.typed}`
    return { mark: 'good', name: 'Python', says: `${python.version} (${python.path}${manager})` }
  }
  return {
    mark: 'bad',
    name: 'Python',
    says: 'not found: neither python3 nor python runs a Python 3',
    costs: 'Answers in Python cannot be run. TypeScript and written answers are graded as ever.',
    todo: installing('python3', { macos: 'brew install python' }, system),
  }
}

const tracingRow = ({ tracing, system }: Machine): Row => {
  const name = 'strace'
  if (tracing.state === 'works')
    return { mark: 'good', name, says: `${tracing.version}, and tracing works: the kernel’s record is the witness (${tracing.path})` }
  const costs =
    'Probes inside Node and Python tell what happened instead: enough for honest programs, blind to what happens below the two languages.'
  if (tracing.state === 'fails')
    return {
      mark: 'lacking',
      name,
      says: `is here, but cannot trace: ${tracing.reason} (${tracing.path})`,
      costs,
      todo: allowTracing(tracing.reason),
    }
  if (system === 'macos' || system === 'other') return { mark: 'lacking', name, says: 'exists only on Linux', costs }
  return { mark: 'lacking', name, says: 'not found', costs, todo: installing('strace', {}, system) }
}

const allowTracing = (reason: string): string =>
  /not permitted|ptrace/i.test(reason)
    ? 'In a container: start it with --cap-add=SYS_PTRACE. Elsewhere: sysctl kernel.yama.ptrace_scope says who may trace; 0 and 1 are enough.'
    : 'Install a newer strace: 5.3 was the first that can filter system calls (--seccomp-bpf).'

const sandboxRow = ({ noSandbox }: Machine): Row => {
  const name = 'sandbox'
  if (noSandbox === null) return { mark: 'good', name, says: 'works: check --sandbox runs programs where they can reach and harm nothing' }
  return {
    mark: 'lacking',
    name,
    says: `does not work here: ${noSandbox}`,
    costs: '--sandbox is refused. Your own programs need none; those of people whom you do not know should not run without one.',
  }
}

const coresRow = ({ cores }: Machine): Row => ({
  mark: 'good',
  name: 'cores',
  says: `${cores}: ${cores === 1 ? 'one question is judged at a time' : `up to ${counted(cores, 'question')} are judged side by side`}`,
})

const installing = (name: string, other: { readonly macos?: string }, system: System): string => {
  const [debian, fedora] = [`sudo apt install ${name}`, `sudo dnf install ${name}`]
  if (system === 'debian') return debian
  if (system === 'fedora') return fedora
  if (system === 'macos' && other.macos !== undefined) return other.macos
  return system === 'linux' ? `${debian}, or ${fedora}, or as your distribution does it` : `install ${name} from its own site`
}
