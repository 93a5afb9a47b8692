import { entryOf } from '../core/entry.ts'
import type { Hints } from '../core/types.ts'
import { aboutApi } from './hints/api.ts'
import { aboutExit } from './hints/exit.ts'
import { aboutJoined } from './hints/joined.ts'
import { aboutOutput } from './hints/output.ts'
import { aboutPool } from './hints/pool.ts'
import { aboutSpawned } from './hints/spawned.ts'

/** What helps a learner on, for each way in which a fact can fail. Loaded only when somebody asks for a hint. */
const hints = { ...aboutApi, ...aboutSpawned, ...aboutPool, ...aboutOutput, ...aboutJoined, ...aboutExit } satisfies Readonly<
  Record<string, Hints>
>

/** A way of failing that hints are known for. */
export type Topic = keyof typeof hints

/** The hints for a way of failing; `undefined` where there are none. */
export const hintsAbout = (topic: string | undefined): Hints | undefined => (topic === undefined ? undefined : entryOf(hints, topic))

/** Every way of failing that hints are known for. */
export const topics = Object.keys(hints) as readonly Topic[]
