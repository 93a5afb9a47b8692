import { type ProcessEvent, isChatter } from './events.ts'

/** One system call, as strace tells it. */
export interface Call {
  readonly name: string
  readonly args: string
  readonly result: string
  readonly calledMs: number
  readonly returnedMs: number
}

/** The call's result stands behind the last ` = `; a string in the arguments may hold the same text, but never after it. */
export const callOf = (text: string, calledMs: number, returnedMs: number): Call | null => {
  const open = text.indexOf('(')
  const equals = text.lastIndexOf(') ')
  const result = /^\) += (.*)$/s.exec(text.slice(equals))
  if (open < 1 || result === null) return null
  return { name: text.slice(0, open), args: text.slice(open + 1, equals), result: result[1]!, calledMs, returnedMs }
}

type EventOf = (tid: number, call: Call, result: number) => ProcessEvent[]

/** A descriptor and, with `-y`, what it stands for: `1</dev/null>`, `1<socket:[4711]>`. */
const descriptor = /^(\d+)(?:<([^>]*)>)?/

const wrote: EventOf = (pid, { args, calledMs }, length) => {
  const [, number, target = ''] = descriptor.exec(args) ?? []
  const fd = Number(number)
  if (fd <= 2 ? isFile(target) : target === '/dev/null') return []
  const bytes = stringsIn(args).join('').slice(0, length)
  if (fd > 2) return isChatter(bytes) ? [] : [{ kind: 'write', atMs: calledMs, pid, fd, bytes }]
  return [{ kind: 'write', atMs: calledMs, pid, fd, bytes, ...(target === '' ? {} : { to: target }) }]
}

/** Node opens the terminal anew, under another number. */
const typed: EventOf = (pid, { args, returnedMs }, length) => {
  const [, , target = ''] = descriptor.exec(args) ?? []
  return isTerminal(target) ? [{ kind: 'read', atMs: returnedMs, pid, bytes: stringsIn(args).join('').slice(0, length) }] : []
}

const reaped: EventOf = (pid, { args, returnedMs }, result) => {
  const child = result > 0 ? result : Number(/si_pid=(\d+)/.exec(args)?.[1] ?? 0)
  return child > 0 && !/WNOWAIT|WIFSTOPPED|WIFCONTINUED/.test(args) ? [{ kind: 'reap', atMs: returnedMs, pid, child }] : []
}

/** A process may be given any name (`argv[0]`): what it runs is the file. */
const execed: EventOf = (pid, { args, returnedMs }) => {
  const [file, , ...rest] = stringsIn(args)
  return [{ kind: 'exec', atMs: returnedMs, pid, argv: file === undefined ? [] : [file, ...rest] }]
}

const served: EventOf = (pid, { args, calledMs }) =>
  args.includes('sun_path') ? [{ kind: 'serve', atMs: calledMs, pid, path: stringsIn(args)[0] ?? '' }] : []

const readers: Readonly<Record<string, EventOf>> = {
  write: wrote,
  writev: wrote,
  read: typed,
  sendto: wrote,
  sendmsg: wrote,
  wait4: reaped,
  waitid: reaped,
  execve: execed,
  bind: served,
}

/** What a finished call tells of the task that made it. */
export const eventsOf = (tid: number, call: Call): ProcessEvent[] => {
  const result = Number.parseInt(call.result, 10)
  if (call.result === '?') return sentAtTheEnd(tid, call)
  if (call.name === 'execve' && result < 0) return [{ kind: 'miss', atMs: call.returnedMs, pid: tid }]
  return result >= 0 ? (readers[call.name]?.(tid, call, result) ?? []) : []
}

/** Who is killed while it sends may have sent it: its parent may have had the message, and have killed it for that. */
const sentAtTheEnd = (tid: number, call: Call): ProcessEvent[] =>
  readers[call.name] === wrote ? wrote(tid, call, call.args.length).filter((event) => event.kind === 'write' && event.fd > 2) : []

/** Standard output that leads to a file, or to nowhere, is seen by nobody. */
const isFile = (target: string): boolean => target.startsWith('/') && !isTerminal(target)

const isTerminal = (target: string): boolean => /^\/dev\/(pts\/|tty|console)/.test(target)

/** The quoted strings of an argument list, unescaped: one character a byte. */
export const stringsIn = (args: string): string[] => {
  const strings: string[] = []
  for (const [, body] of args.matchAll(/"((?:[^"\\]|\\.)*)"/gs)) strings.push(unescaped(body!))
  return strings
}

const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', f: '\f' }

const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{1,3}|.)/gs, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (named[code] ?? code),
  )
