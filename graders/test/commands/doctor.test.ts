import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findPython } from '../../process/python.ts'
import { type Machine, renderDoctor } from '../../report/doctor.ts'
import { joinery } from '../command.ts'
import { sharedScratch } from '../scratch.ts'
import { canTrace } from '../tracing.ts'

const root = sharedScratch()

/** A folder with commands of our own; alone on the PATH it hides all others. */
const folderWith = (name: string, commands: Readonly<Record<string, string>>): string => {
  const folder = join(root, name)
  mkdirSync(folder)
  for (const [command, text] of Object.entries(commands)) {
    writeFileSync(join(folder, command), text)
    chmodSync(join(folder, command), 0o755)
  }
  return folder
}

const python = await findPython()

/** Forbids `ptrace`, as a container may, and becomes the command behind it: a seccomp filter of four instructions. */
const withoutTracing = `
import ctypes, os, struct, sys
number = {'x86_64': 101, 'aarch64': 117}[os.uname().machine]
program = ctypes.create_string_buffer(b''.join(struct.pack('HBBI', *each) for each in [
    (0x20, 0, 0, 0), (0x15, 0, 1, number), (0x06, 0, 0, 0x50001), (0x06, 0, 0, 0x7fff0000)]))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0
filter = ctypes.create_string_buffer(struct.pack('HxxxxxxP', 4, ctypes.addressof(program)))
assert libc.prctl(22, 2, filter, 0, 0) == 0, ctypes.get_errno()
os.execvp(sys.argv[1], sys.argv[1:])
`

describe.concurrent('the doctor, on a machine', () => {
  test('where nothing but Node is to be found, says what each missing part costs, and ends with 1', async () => {
    const { stdout, stderr, code } = await joinery(['doctor'], { env: { PATH: folderWith('empty', {}) } })
    expect(stderr).toBe('')
    expect(stdout).toContain(` ✔ Node     ${process.versions.node} (`)
    expect(stdout).toContain(' ✘ Python   not found: neither python3 nor python runs a Python 3\n            costs   ')
    expect(stdout).toMatch(/^ ○ strace {3}(not found|exists only on Linux)\n {12}costs {3}/m)
    expect(stdout).toMatch(/\n Answers in Python cannot be graded here; everything else can\.\n$/)
    expect(code).toBe(1)
  })

  test.skipIf(python === null)('where Python stands behind a version manager, names the interpreter and the shim', async () => {
    const shims = folderWith('shims', { python3: `#!/bin/sh\nexec "${python!.path}" "$@"\n` })
    const { stdout, code } = await joinery(['doctor'], { env: { PATH: shims } })
    expect(stdout.replaceAll(/\n {12}/g, ' ')).toContain(
      ` ✔ Python   ${python!.version} (${python!.path}, reached by ${join(shims, 'python3')})`,
    )
    expect(stdout).toMatch(/\n Everything that is needed to grade is here\.\n$/)
    expect(code).toBe(0)
  })

  test('where python3 is a Python 2 and the manager has none, does not take it for one', async () => {
    const folder = folderWith('old', { python3: '#!/bin/sh\necho /old/python; echo 2.7.18\n', python: '#!/bin/sh\nexit 127\n' })
    const { stdout, code } = await joinery(['doctor'], { env: { PATH: folder } })
    expect(stdout).toContain(' ✘ Python   not found')
    expect(code).toBe(1)
  })

  test.skipIf(!canTrace)('where tracing works, says so because it traced', async () => {
    const { stdout } = await joinery(['doctor'])
    expect(stdout).toMatch(/^ ✔ strace {3}\d+\.\d+, and tracing works/m)
  })

  test.skipIf(!canTrace || python === null)('where the system forbids tracing, says why, and what serves instead', async () => {
    const { stdout } = await joinery(['doctor'], { behind: [python!.path, '-c', withoutTracing] })
    expect(stdout.replaceAll(/\n {12}/g, ' ')).toMatch(/^ ○ strace {3}is here, but cannot trace: strace: .*Operation not permitted/m)
    expect(stdout).toContain('--cap-add=SYS_PTRACE')
    expect(stdout).toContain('costs   Probes inside Node and Python tell what happened instead')
  })

  test.skipIf(!canTrace)('where strace is too old to filter, says what to install', async () => {
    const old = `#!/bin/sh\n[ "$1" = -V ] && { echo 'strace -- version 4.26'; exit; }\necho "strace: unrecognized option '--seccomp-bpf'" >&2\nexit 1\n`
    const folder = folderWith('old-strace', { strace: old })
    for (const name of ['true', 'sh', 'python3']) symlinkSync(`/usr/bin/${name}`, join(folder, name))
    const { stdout } = await joinery(['doctor'], { env: { PATH: folder } })
    expect(stdout.replaceAll(/\n {12}/g, ' ')).toContain(
      " ○ strace   is here, but cannot trace: strace: unrecognized option '--seccomp-bpf'",
    )
    expect(stdout).toContain('to do   Install a newer strace')
  })
})

describe('the screen of the doctor', () => {
  const bare: Machine = {
    system: 'debian',
    node: { version: '22.18.0', path: '/usr/bin/node' },
    python: null,
    tracing: { state: 'missing' },
    noSandbox: 'the sandbox needs bwrap: sudo apt-get install bubblewrap',
    cores: 1,
  }

  test('tells a machine where all is well', () => {
    const machine: Machine = {
      ...bare,
      python: { path: '/usr/bin/python3', version: '3.13.1', typed: '/usr/bin/python3' },
      tracing: { state: 'works', path: '/usr/bin/strace', version: '6.1' },
      noSandbox: null,
      cores: 8,
    }
    expect(renderDoctor(machine)).toMatchInlineSnapshot(`
      " ✔ Node     22.18.0 (/usr/bin/node)
       ✔ Python   3.13.1 (/usr/bin/python3)
       ✔ strace   6.1, and tracing works: the kernel’s record is the witness
                  (/usr/bin/strace)
       ✔ sandbox  works: check --sandbox runs programs where they can reach and harm
                  nothing
       ✔ cores    8: up to 8 questions are judged side by side

       Everything that is needed to grade is here.
      "
    `)
  })

  test('tells a machine where tools are there and do not work', () => {
    const machine: Machine = {
      ...bare,
      tracing: { state: 'fails', path: '/usr/bin/strace', reason: 'strace: test_ptrace_get_syscall_info: Operation not permitted' },
      noSandbox: 'user namespaces are forbidden here; sudo sysctl kernel.unprivileged_userns_clone=1 allows them',
    }
    expect(renderDoctor(machine)).toMatchInlineSnapshot(`
      " ✔ Node     22.18.0 (/usr/bin/node)
       ✘ Python   not found: neither python3 nor python runs a Python 3
                  costs   Answers in Python cannot be run. TypeScript and written
                          answers are graded as ever.
                  to do   sudo apt install python3
       ○ strace   is here, but cannot trace: strace: test_ptrace_get_syscall_info:
                  Operation not permitted (/usr/bin/strace)
                  costs   Probes inside Node and Python tell what happened instead:
                          enough for honest programs, blind to what happens below the
                          two languages.
                  to do   In a container: start it with --cap-add=SYS_PTRACE.
                          Elsewhere: sysctl kernel.yama.ptrace_scope says who may
                          trace; 0 and 1 are enough.
       ○ sandbox  does not work here: user namespaces are forbidden here; sudo sysctl
                  kernel.unprivileged_userns_clone=1 allows them
                  costs   --sandbox is refused. Your own programs need none; those of
                          people whom you do not know should not run without one.
       ✔ cores    1: one question is judged at a time

       Answers in Python cannot be graded here; everything else can.
      "
    `)
  })

  test.each([
    ['debian', ['sudo apt install python3', 'sudo apt install strace']],
    ['fedora', ['sudo dnf install python3', 'sudo dnf install strace']],
    ['macos', ['brew install python', 'exists only on Linux']],
    ['other', ['install python3 from its own site', 'exists only on Linux']],
    ['linux', ['sudo apt install strace, or sudo dnf install strace']],
  ] as const)('speaks the words of %s', (system, words) => {
    const text = renderDoctor({ ...bare, system }, { columns: 200 })
    for (const each of words) expect(text).toContain(each)
  })

  test('fits its width', () => {
    const widest = renderDoctor(bare, { columns: 60 })
      .split('\n')
      .reduce((most, line) => Math.max(most, line.length), 0)
    expect(widest).toBeLessThanOrEqual(60)
  })
})
