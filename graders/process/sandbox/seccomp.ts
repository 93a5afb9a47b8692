/**
 * A filter that the kernel puts to every call of a program in the sandbox (classic BPF, see seccomp(2)). Nothing here runs anything.
 *
 * It refuses three kinds of calls: those that keep memory where no limit counts it; those that reach the machine, or the keys of the
 * teacher's session; and those that do work which the kernel's record does not show. To a program they do not exist (ENOSYS), and libraries
 * know how to do without. Of sockets it allows the kinds that a network namespace holds: others (`vsock(7)`, by which a virtual machine
 * speaks to its host) lead out of it.
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
  io_setup: [206, 0],
  landlock_create_ruleset: [444, 444],
  vmsplice: [278, 75],
}

const makesSockets: Readonly<Record<string, Numbers>> = { socket: [41, 198], socketpair: [53, 199] }

/** As linux/socket.h numbers them: AF_UNIX, AF_INET, AF_INET6 and AF_NETLINK, by which a program asks for its own addresses. */
const families = [1, 2, 10, 16]

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
const noSuchFamily = 0x0005_0000 | 97

/** Where the kernel puts what a filter looks at (`struct seccomp_data`); the first argument is a number of 32 bits here. */
const at = { call: 0, machine: 4, firstArgument: 16 }

/** One step of a filter. Where the test holds, or does not, it goes on at the place of that name; otherwise at the next step. */
interface Step {
  readonly place?: Place
  readonly code: number
  readonly value: number
  readonly held?: Place
  readonly failed?: Place
}

type Place = 'makes a socket' | 'allowed' | 'refused'

/** The filter for a machine, as bubblewrap takes it; `null` for machines whose numbers are not known here. */
export const filterFor = (architecture: string): Buffer | null => {
  const machine = machines[architecture]
  if (machine === undefined) return null
  const isOneOf = (calls: Readonly<Record<string, Numbers>>, held: Place): Step[] =>
    Object.values(calls).map((numbers) => ({ code: ifEqual, value: numbers[machine.column], held }))
  return assembled([
    { code: load, value: at.machine },
    { code: ifEqual, value: machine.audit, failed: 'refused' },
    { code: load, value: at.call },
    ...(machine.foreignFrom === null ? [] : [{ code: ifAtLeast, value: machine.foreignFrom, held: 'refused' as const }]),
    ...isOneOf(refused, 'refused'),
    ...isOneOf(makesSockets, 'makes a socket'),
    { code: answer, value: allow },
    { place: 'makes a socket', code: load, value: at.firstArgument },
    ...families.map((value): Step => ({ code: ifEqual, value, held: 'allowed' })),
    { code: answer, value: noSuchFamily },
    { place: 'allowed', code: answer, value: allow },
    { place: 'refused', code: answer, value: noSuchCall },
  ])
}

/** Each step as a `struct sock_filter`, with how many steps to skip where the test holds, and where it does not. */
const assembled = (steps: readonly Step[]): Buffer => {
  const skipped = (index: number, to: Place | undefined): number =>
    to === undefined ? 0 : steps.findIndex(({ place }) => place === to) - index - 1
  return Buffer.concat(
    steps.map(({ code, value, held, failed }, index) => {
      const bytes = Buffer.alloc(8)
      bytes.writeUInt16LE(code, 0)
      bytes.writeUInt8(skipped(index, held), 2)
      bytes.writeUInt8(skipped(index, failed), 3)
      bytes.writeUInt32LE(value, 4)
      return bytes
    }),
  )
}
