import { setAside } from '../../process/sandbox/set-aside.ts'
import { api, exit, leftRunning, output, spawned, type Failing } from '../fixtures/verdicts.ts'

/** A hostile program, and the verdicts that it deserves. Where it does its task beside its mischief, it passes: mischief that had no effect is no fault. */
export interface Hostile {
  readonly failing: Failing
  /** For programs that never end by themselves: they need not run long. */
  readonly timeoutMs?: number
}

const nothing: Hostile = { failing: {} }
const endless = (failing: Failing): Hostile => ({ failing, timeoutMs: 2000 })

/** Where Node sets aside more than it fills, no limit of the kernel's holds one process of it, and the look at all of them together does. */
const isHeldByKernel = setAside() === 0

/** Programs that take all that they can get. */
export const greedy: Readonly<Record<string, Hostile>> = {
  'fork-bomb.py': { failing: leftRunning },
  'shell-bomb.py': { failing: leftRunning },
  'exponential-forks.ts': endless({ ...output, ...leftRunning }),
  'process-that-runs-away.py': { failing: leftRunning },
  'daemon.py': { failing: leftRunning },
  'child-that-strace-cannot-follow.py': { failing: leftRunning },
  'thread-bomb.py': nothing,
  'spinning-children.py': endless(leftRunning),
  'ignores-every-signal.py': endless(leftRunning),
  'stops-its-sibling-and-parent.py': endless(leftRunning),
  'memory-flood.py': { failing: exit },
  'memory-flood-of-node.ts': { failing: isHeldByKernel ? exit : { ...output, ...leftRunning } },
  'forty-children-of-100-mib.py': { failing: leftRunning },
  'disk-flood.py': nothing,
  'temporary-flood.py': nothing,
  'hundred-thousand-files.py': nothing,
  'sparse-file.py': nothing,
  'output-flood.py': { failing: leftRunning },
  'one-endless-line.py': { failing: { ...output, ...leftRunning } },
  'flood-into-nothing.py': { failing: leftRunning },
  'calls-without-end.py': endless(leftRunning),
  'listens-on-every-port.py': nothing,
  'huge-arguments-and-environment.py': nothing,
}

/** Programs that look, reach or speak where they must not. */
export const prying: Readonly<Record<string, Hostile>> = {
  'kills-everything.py': { failing: leftRunning },
  'kills-what-stands-in-front.py': nothing,
  'stops-what-stands-in-front.py': nothing,
  'looks-for-strace.py': nothing,
  'traces-the-grader.py': nothing,
  'reads-the-answers.py': nothing,
  'reads-other-submissions.py': nothing,
  'reads-the-memory-of-others.py': nothing,
  'writes-outside.py': nothing,
  'network.py': nothing,
  'network-of-node.ts': nothing,
  'sockets-that-lead-out.py': nothing,
  'descriptors-3-to-999.py': nothing,
  'deletes-itself-and-all.py': nothing,
  'fifos-and-sockets-in-place-of-files.py': nothing,
  'odd-names.py': nothing,
  'clock-that-jumps.py': nothing,
  'wants-priority.py': nothing,
  'wants-to-be-root.py': nothing,
  'raises-its-limits.py': nothing,
  'pokes-at-proc.py': nothing,
  'mounts.py': nothing,
  'closes-its-streams.py': nothing,
  'prints-anything.py': nothing,
  'dies-of-a-signal.py': { failing: exit },
  'fakes-the-report.py': { failing: api },
  'fakes-the-record.py': { failing: api },
  'fakes-a-broken-sandbox.py': { failing: { ...api, ...exit } },
  'echo-that-is-called-node.ts': { failing: spawned },
}

/** More of both kinds; they are run side by side. */
export const further: Readonly<Record<string, Hostile>> = {
  'shared-mapping-flood.py': { failing: leftRunning },
  'shared-memory-that-nobody-holds.py': { failing: leftRunning },
  'page-table-flood.py': { failing: leftRunning },
  'socket-buffer-flood.py': { failing: leftRunning },
  'files-in-memory-without-a-name.py': nothing,
  'memory-of-system-v.py': nothing,
  'pages-in-pipes.py': nothing,
  'tcp-buffer-flood.py': nothing,
  'shared-folder-flood.py': nothing,
  'folder-in-a-folder-in-a-folder.py': nothing,
  'watches-without-end.py': nothing,
  'hundreds-of-short-children.py': nothing,
  'zombies-without-end.py': endless(leftRunning),
  'million-tiny-writes.py': endless(leftRunning),
  'becomes-itself-again.py': endless(exit),
  'stops-everything.py': endless(exit),
  'stops-itself.py': endless(exit),
  'dumps-core.py': { failing: exit },
  'leaves-shells-behind.py': { failing: exit },
  'keys-of-the-session.py': nothing,
  'calls-by-io-uring.py': nothing,
  'filters-its-own-calls.py': nothing,
  'writes-into-memory.py': nothing,
  'types-into-the-terminal.py': nothing,
  'looks-for-sockets-of-the-grader.py': nothing,
  'reads-the-log-of-the-kernel.py': nothing,
  'traces-its-own-child.py': nothing,
  'empty-environment-and-no-streams.py': nothing,
}

/** Those that are stopped for the memory that all their processes take up together. */
export const hoarders = [
  ...(isHeldByKernel ? [] : ['memory-flood-of-node.ts']),
  'forty-children-of-100-mib.py',
  'shared-mapping-flood.py',
  'shared-memory-that-nobody-holds.py',
  'page-table-flood.py',
  'socket-buffer-flood.py',
]
