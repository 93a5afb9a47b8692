/** What main finds around it: its arguments, its environment, its role. */
import { entryOf } from '../../../core/entry.ts'
import type { Machine } from '../walk/machine.ts'
import type { Value } from '../values/things.ts'
import { builtin, constant, newBox, nowhere, refer } from '../values/values.ts'

/** An object of which everything is known. */
export const closedBox = (fields: Readonly<Record<string, Value>> = {}): Value =>
  refer(newBox(nowhere, { fields: new Map(Object.entries(fields)), closed: true, most: Object.keys(fields).length }))

/** In main there is no argument, no variable of the learner's own, and no channel to a parent. */
const inMain: Readonly<Record<string, (machine: Machine) => Value>> = {
  'process.argv': () => closedBox({ 0: constant('node'), 1: constant('program') }),
  'process.env': () => closedBox(),
  'process.send': () => constant(undefined),
  'process.channel': () => constant(undefined),
  'process.connected': () => constant(false),
  'process.disconnect': () => constant(undefined),
  'process.__tinypool_state__': () => constant(undefined),
  'cluster.isPrimary': () => constant(true),
  'cluster.isMaster': () => constant(true),
  'cluster.isWorker': () => constant(false),
  'cluster.worker': () => constant(undefined),
  'cluster.workers': ({ cluster }) => refer(newBox(nowhere, { items: refer(cluster) })),
  'worker_threads.isMainThread': () => constant(true),
  'worker_threads.parentPort': () => constant(null),
  'worker_threads.workerData': () => constant(null),
  'worker_threads.threadId': () => constant(0),
  'workerpool.isMainThread': () => constant(true),
  'import.meta.main': () => constant(true),
}

/** A property whose value in main is known; `null` for any other. */
export const environmentOf = (machine: Machine, object: string, name: string): Value | null => {
  const full = `${object}.${name}`
  if (object === 'globalThis') return builtin(name)
  if (name === 'default' && isModule(object)) return builtin(object)
  if (name === 'promises' && object === 'timers') return builtin('timers/promises')
  return entryOf(inMain, full)?.(machine) ?? null
}

const isModule = (name: string): boolean => !name.includes('.')
