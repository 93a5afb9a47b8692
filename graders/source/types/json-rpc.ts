/** JSON-RPC over a child's standard streams, as language servers speak it: `Content-Length: 17`, an empty line, and so many bytes of JSON. */
import type { ChildProcess } from 'node:child_process'

export interface Connection {
  /** Comes false where the answer is an error, and where the child ends. */
  readonly ask: (method: string, params: object) => Promise<unknown>
  readonly tell: (method: string, params: object) => void
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly items?: readonly unknown[] }
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

export const connect = (child: ChildProcess): Connection => {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let bytes: Buffer = Buffer.alloc(0)
  const send = (message: object): void => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))
    child.stdin?.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]))
  }
  const receive = ({ id, method, params, result, error }: Message): void => {
    if (id === undefined) return
    // It asks for settings, and is told that there are none.
    if (method !== undefined) return send({ id, result: params?.items?.map(() => null) ?? null })
    if (error === undefined) waiting.get(id)?.resolve(result)
    else waiting.get(id)?.reject(new Error(error.message))
    waiting.delete(id)
  }
  const fail = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the connection has ended'))
    waiting.clear()
  }
  child.on('error', fail).on('exit', fail)
  child.stdin?.on('error', fail)
  child.stdout?.on('data', (piece: Buffer) => {
    const [messages, rest] = messagesIn(Buffer.concat([bytes, piece]))
    bytes = rest
    messages.forEach(receive)
  })
  return {
    ask: (method, params) =>
      new Promise((resolve, reject) => {
        if (child.exitCode !== null || child.signalCode !== null) return reject(new Error('it has ended'))
        waiting.set((asked += 1), { resolve, reject })
        send({ id: asked, method, params })
      }),
    tell: (method, params) => send({ method, params }),
  }
}

/** The whole messages at the beginning, and what is left. */
const messagesIn = (bytes: Buffer): [messages: Message[], rest: Buffer] => {
  const messages: Message[] = []
  let at = 0
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n', at)
    const length = Number(/content-length: *(\d+)/i.exec(bytes.toString('latin1', at, Math.max(at, end)))?.[1] ?? Number.NaN)
    if (end === -1 || !(end + 4 + length <= bytes.length)) return [messages, bytes.subarray(at)]
    messages.push(JSON.parse(bytes.toString('utf8', end + 4, end + 4 + length)) as Message)
    at = end + 4 + length
  }
}
