/**
 * A filter that the kernel puts to every call of a program in the sandbox (classic BPF, see seccomp(2)). Nothing here runs anything.
 *
 * The calls that it refuses are of three kinds: those that keep memory where no limit counts it, those that reach what belongs to the teacher's whole session (its
 * keys) or to the machine, and those by which work can be done that the kernel's record does not show. To a program they do not exist (ENOSYS), which libraries know how
 * to do without.
 */
type Numbers = readonly [x64: number, arm64: number]

const refused: Readonly<Record<string, Numbers>> = {
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  semget: [64, 190],
  msgget: [68, 186],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  syslog: [103, 116],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  seccomp: [317, 277],
  io_uring_setup: [425, 425],
  vmsplice: [278, 75],
}

/** As the kernel names them (`AUDIT_ARCH_…` in linux/audit.h), and where the numbers of another calling convention begin. */
const machines: Readonly<Record<string, { readonly audit: number; readonly column: 0 | 1; readonly foreignFrom: number | null }>> = {
  x64: { audit: 0xc000003e, column: 0, foreignFrom: 0x4000_0000 },
  arm64: { audit: 0xc00000b7, column: 1, foreignFrom: null },
}

const load = 0x20
const ifEqual = 0x15
const ifAtLeast = 0x35
const answer = 0x06
const allow = 0x7fff_0000
const noSuchCall = 0x0005_0000 | 38

/** The filter for a machine, as bubblewrap takes it; `null` for machines whose numbers are not known here. */
export const filterFor = (architecture: string): Buffer | null => {
  const machine = machines[architecture]
  if (machine === undefined) return null
  const tests = [
    ...(machine.foreignFrom === null ? [] : [{ code: ifAtLeast, value: machine.foreignFrom }]),
    ...Object.values(refused).map((numbers) => ({ code: ifEqual, value: numbers[machine.column] })),
  ]
  return Buffer.concat([
    step(load, 4),
    step(ifEqual, machine.audit, 0, tests.length + 2),
    step(load, 0),
    ...tests.map(({ code, value }, index) => step(code, value, tests.length - index)),
    step(answer, allow),
    step(answer, noSuchCall),
  ])
}

/** One `struct sock_filter`: how many steps to skip where the test holds, and where it does not. */
const step = (code: number, value: number, held = 0, failed = 0): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt16LE(code, 0)
  bytes.writeUInt8(held, 2)
  bytes.writeUInt8(failed, 3)
  bytes.writeUInt32LE(value, 4)
  return bytes
}
