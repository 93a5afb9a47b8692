/** The names of Python's libraries that tell of processes, threads, pauses and input. */
import type { MeansKind } from '../../facts.ts'
import type { Value } from '../values.ts'

const of = (module: string, names: string): string[] => names.split(' ').map((name) => `${module}.${name}`)

const PROCESSES = of('multiprocessing', 'Process')
const POOLS = [...of('multiprocessing', 'Pool'), ...of('concurrent.futures', 'ProcessPoolExecutor')]
const THREADS = [
  ...of('threading', 'Thread Timer'),
  ...of('_thread', 'start_new_thread start_new start_joinable_thread'),
  ...of('multiprocessing.dummy', 'Process Pool'),
  ...of('multiprocessing.pool', 'ThreadPool'),
  ...of('concurrent.futures', 'ThreadPoolExecutor InterpreterPoolExecutor'),
  ...of('asyncio', 'to_thread'),
]
const OTHERS = [
  ...of(
    'os',
    'fork forkpty system popen posix_spawn posix_spawnp spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe startfile',
  ),
  ...of('subprocess', 'Popen run call check_call check_output getoutput getstatusoutput'),
  ...of('pty', 'fork spawn'),
  ...of('asyncio', 'create_subprocess_exec create_subprocess_shell'),
]

const KINDS = new Map<string, MeansKind>([
  ...PROCESSES.map((name) => [name, 'process'] as const),
  ...POOLS.map((name) => [name, 'pool'] as const),
  ...THREADS.map((name) => [name, 'threads'] as const),
  ...OTHERS.map((name) => [name, 'other-processes'] as const),
])

/** Calls that pause the caller for a fixed time. */
export const SLEEPS: ReadonlySet<string> = new Set(['time.sleep', 'asyncio.sleep'])

/** Calls that read the standard input. */
export const INPUTS: ReadonlySet<string> = new Set([
  'builtins.input',
  'fileinput.input',
  'getpass.getpass',
  ...of('sys.stdin', 'read readline readlines __iter__'),
  ...of('sys.stdin.buffer', 'read readline readlines'),
])

const BUILTINS =
  'all any bool dict enumerate exec exit filter float frozenset getattr input int isinstance iter len list map max min next object open pow print ' +
  'quit range reversed set setattr sorted str sum super tuple type zip staticmethod classmethod property abs hasattr repr round eval id ' +
  '__import__ compile globals locals frozenset bytes bytearray BaseException Exception KeyboardInterrupt SystemExit RuntimeError ValueError'

const OTHER_KNOWN = [
  ...of('multiprocessing', 'active_children current_process parent_process cpu_count get_context set_start_method freeze_support'),
  ...of('multiprocessing', 'Queue SimpleQueue JoinableQueue Pipe Manager Value Array RawValue RawArray Lock RLock Semaphore Event Barrier'),
  ...of('multiprocessing', 'pool dummy connection context process managers shared_memory queues'),
  ...of('multiprocessing.connection', 'wait'),
  ...of('concurrent.futures', 'as_completed wait'),
  ...of('functools', 'partial'),
  ...of('itertools', 'chain starmap tee zip_longest islice accumulate takewhile dropwhile filterfalse batched pairwise product'),
  ...of('collections', 'deque'),
  ...of('sys', 'exit argv stdin'),
]

const KNOWN = new Set([...KINDS.keys(), ...SLEEPS, ...INPUTS, ...OTHER_KNOWN, ...of('builtins', BUILTINS)])

/** True for a name that is surely exported by its module: what `from module import *` may bring. */
export const isKnown = (name: string): boolean => KNOWN.has(name)

/** A manager: what its methods make lives in its server. */
export const MANAGER = 'multiprocessing.Manager()'

/** One name for everything that has several. The packages copy the module, for notebooks and for tensors. */
export const canonical = (name: string): string =>
  name
    .replace(/^(?:multiprocess|torch\.multiprocessing|billiard)\./, 'multiprocessing.')
    .replace(/^multiprocessing\.(?:context|process|sharedctypes)\./, 'multiprocessing.')
    .replace(/^multiprocessing\.(?:Base|Spawn|Fork|ForkServer)Process\b/, 'multiprocessing.Process')
    .replace(/^multiprocessing\.(?:Default|Spawn|Fork|ForkServer)Context$/, 'multiprocessing.get_context')
    .replace(/^multiprocessing\.(?:pool|Manager\(\))\.Pool\b/, 'multiprocessing.Pool')
    .replace(/^multiprocessing\.dummy\.DummyProcess\b/, 'multiprocessing.dummy.Process')
    .replace(/^concurrent\.futures\.(?:process|thread|_base)\./, 'concurrent.futures.')
    .replace(/^multiprocessing\.managers\.SyncManager$/, 'multiprocessing.Manager')
    .replace(/^posix\./, 'os.')

/** What a call of this name asks for, and how a learner would say it. */
export const meansOf = (name: string): { kind: MeansKind; name: string } | undefined => {
  const kind = KINDS.get(name)
  if (!kind) return undefined
  const [, module, own] = /^(.*)\.([^.]+)$/.exec(name)!
  return { kind, name: `${own}${/^[a-z_]/.test(own!) ? '()' : ''} of ${module}` }
}

/** True for `sys.stdin` itself: whoever gets it reads it. */
export const isStandardInput = (value: Value): boolean => value.is === 'library' && value.name === 'sys.stdin'
