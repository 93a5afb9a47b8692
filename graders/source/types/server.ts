/**
 * TypeScript's compiler kept warm: its own language server (`tsc --lsp`, the Language Server Protocol), which has read the types of the language and
 * of Node when the second answer comes. One that breaks down, or never answers, is ended, and the next answer starts another.
 */
import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readFile } from 'node:fs/promises'
import { type MessageConnection, StreamMessageReader, StreamMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node'
import { temporaryFolder } from '../../home.ts'
import { type Asked, type Narrowing, endCompiler, limitMs, startCompiler, telling } from './compiler.ts'

/** One error in a file of an answer. Codes in the two thousands are of types. */
export interface TypeScriptError {
  readonly answer: number
  readonly path: string
  readonly line: number
  readonly code: number
  readonly message: string
}

/** A compiler that stays, for who checks many answers. It is started when it is asked first. */
export interface TypeServer {
  /** Where the folders must lie that it is to look into. */
  readonly ground: () => string
  /** What it finds in files `ANSWER/PATH` of a folder, by the settings that lie there; nothing when it was stopped. */
  readonly errorsIn: (folder: string, paths: readonly string[], asked: Asked) => Promise<TypeScriptError[]>
  readonly close: () => void
}

interface Running {
  readonly child: ChildProcess
  readonly narrow: Narrowing | undefined
  readonly connection: MessageConnection
  readonly ready: Promise<unknown>
}

/** It lives long, and must not grow. */
const lasting = { GOGC: '200', GOMEMLIMIT: '300MiB' }

/** Opens one. It has to be closed: its process and its folder stay until then. */
export const openTypeServer = (): TypeServer => {
  let running: Running | null = null
  let folder: string | null = null
  const ground = (): string => (folder ??= temporaryFolder('types-'))
  const end = (): void => {
    if (running !== null) endCompiler(running.child)
    running = null
  }
  const close = (): void => {
    end()
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
    folder = null
  }
  /** One that sees more than this answer may show it, or less, is of no use to it. */
  const started = (narrow: Narrowing | undefined): Running => {
    if (running?.narrow !== narrow) end()
    return (running ??= start(ground(), narrow))
  }
  const find = async ({ connection, ready }: Running, within: string, paths: readonly string[]): Promise<TypeScriptError[]> => {
    await ready
    const files = paths.toSorted().map((path) => ({ path, uri: pathToFileURL(join(within, path)).href }))
    const errors: TypeScriptError[] = []
    for (const { path, uri } of files) await opened(connection, uri, join(within, path))
    for (const { path, uri } of files)
      errors.push(...errorsOf(path, await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })))
    for (const { uri } of files) await connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
    return errors
  }
  /** It may have broken down, or been ended, for the sake of another answer, and this one must be none the worse for it. */
  const triedTwice = async (within: string, paths: readonly string[], narrow: Asked['narrow'], isOver: AbortSignal) => {
    for (let tries = 0; tries < 2 && !isOver.aborted; tries += 1) {
      const asked = started(narrow)
      try {
        return await find(asked, within, paths)
      } catch {
        if (running === asked) end()
      }
    }
    return []
  }
  const errorsIn: TypeServer['errorsIn'] = async (within, paths, { signal, narrow }) => {
    const over = new AbortController()
    const stop = () => {
      over.abort()
      end()
    }
    signal?.addEventListener('abort', stop, { once: true })
    const timer = setTimeout(stop, limitMs)
    try {
      return signal?.aborted === true ? [] : await triedTwice(within, paths, narrow, over.signal)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
  }
  return { ground, errorsIn, close }
}

const start = (folder: string, narrow: Narrowing | undefined): Running => {
  const child = startCompiler({ folder, args: ['--lsp', '--stdio'], env: lasting, reads: 'pipe', narrow })
  const connection = connect(child)
  const ready = connection
    .sendRequest('initialize', {
      // It ends when it does not see this process any more, and one that sees little never does.
      processId: narrow === undefined ? process.pid : null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { disablePushDiagnostics: true },
    })
    .then(() => connection.sendNotification('initialized', {}))
  ready.catch(() => undefined)
  return { child, narrow, connection, ready }
}

/** Speaks with it over its standard streams. */
const connect = (child: ChildProcess): MessageConnection => {
  const connection = createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!))
  // It asks for settings, and is told that there are none.
  connection.onRequest('workspace/configuration', ({ items }: { readonly items: readonly unknown[] }) => items.map(() => null))
  // Whoever waits for an answer then hears that none will come.
  const end = (): void => connection.dispose()
  child.once('error', end).once('exit', end)
  connection.listen()
  return connection
}

const opened = async (connection: MessageConnection, uri: string, file: string): Promise<void> => {
  const text = await readFile(file, 'utf8')
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: file.endsWith('x') ? 'typescriptreact' : 'typescript', version: 1, text },
  })
}

/** As the protocol tells it; 1 is the severity of an error. */
interface Diagnostic {
  readonly range: { readonly start: { readonly line: number; readonly character: number } }
  readonly severity?: number
  readonly code?: number
  readonly message: string
}

const errorsOf = (path: string, answer: unknown): TypeScriptError[] => {
  const [number, ...rest] = path.split('/')
  const { items } = answer as { readonly items: readonly Diagnostic[] }
  return items
    .filter(({ severity }) => severity === 1)
    .toSorted(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character)
    .map(({ range, code = 0, message }) => ({
      answer: Number(number),
      path: rest.join('/'),
      line: range.start.line + 1,
      code,
      message: telling(message.split('\n')),
    }))
}
