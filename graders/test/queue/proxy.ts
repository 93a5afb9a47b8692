import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A piece of network between a worker and its database. */
export interface Proxy {
  readonly port: number
  /** From now on nothing gets through, and nobody is told. */
  readonly cut: () => void
  readonly mend: () => void
}

const join = ([here, there]: readonly [Socket, Socket]): void => void here.pipe(there).pipe(here)

export const startProxy = async (to: number): Promise<Proxy> => {
  const pairs = new Set<readonly [Socket, Socket]>()
  let isCut = false
  const server = createServer((here) => {
    const pair = [here, connect(to, '127.0.0.1')] as const
    pairs.add(pair)
    for (const socket of pair) socket.on('error', () => undefined).once('close', () => pair.forEach((each) => each.destroy()))
    if (!isCut) join(pair)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    server.close()
  })
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true
      for (const [here, there] of pairs) {
        here.unpipe(there).pause()
        there.unpipe(here).pause()
      }
    },
    mend: () => {
      isCut = false
      for (const pair of pairs) join(pair)
    },
  }
}
