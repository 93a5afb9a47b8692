/** Ways of results that the probes inside of Node and Python do not see; the kernel's record does. */
import { unclear } from '../core/findings.ts'
import type { Finding } from '../core/types.ts'
import type { ProgramEvidence } from './evidence.ts'

/** How main gets at a file or a socket. */
const otherWays =
  /\b(?:readFile|readFileSync|createReadStream|createServer|createConnection|connect|open|read_text|read_bytes|Listener|socket)\s*\(/

/** `null` where the probes would have seen every message. */
export const perhapsUnseen = ({ execution, program, workers }: ProgramEvidence): Finding | null => {
  if (execution.witness !== 'runtime') return null
  if (otherWays.test(program))
    return unclear(
      'results that travel by a file or a socket are not seen here: the probes inside the processes note what is printed and what is sent. The kernel’s record, on Linux with strace, would tell',
    )
  return workers.some(({ exit }) => exit !== null && 'signal' in exit && exit.signal === 'SIGKILL')
    ? unclear(
        'a worker was killed before its probe had told everything that it sent. The kernel’s record, on Linux with strace, would tell',
      )
    : null
}
