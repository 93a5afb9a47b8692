/** A process that reads submissions again, one after the other, for their fingerprints and for passages to show. */
import type { Answer, Language } from '../../core/types.ts'
import type { LikenessSide } from '../../report/likeness.ts'
import { stackOf } from '../../core/score.ts'
import { readFiles } from '../../submission/read.ts'
import type { Entry } from '../intake/entry.ts'
import { gather } from '../intake/gather.ts'
import { openPlace, type Place } from '../intake/place.ts'
import { exercises } from '../judge.ts'
import type { Fault, Message } from '../workers.ts'
import { passagesOf } from './passages.ts'
import { grained, printsOf, type Prints } from './prints.ts'
import { grainOf } from './tokens.ts'

/** All answers of one submission; or, to be shown, one of them beside another submission's. */
export interface Task {
  readonly path: string
  readonly entry: Entry
  readonly show?: Show
}

interface Show {
  readonly beside: Entry
  readonly exercise: string
  readonly language: Language
  readonly shared: readonly number[]
}

/** Texts, and the parts of them to be marked. */
export type Shown = Pick<LikenessSide, 'text' | 'spans'>

export interface Read {
  readonly prints: readonly Prints[]
  readonly shown: readonly [Shown, Shown] | null
}

let place: Promise<Place> | null = null

const read = async ({ path, entry, show }: Task): Promise<Read> => {
  place ??= openPlace(path)
  if (show !== undefined) return { prints: [], shown: await shownBeside(await place, entry, show) }
  const prints: Prints[] = []
  for (const answer of await answersOf(await place, entry))
    prints.push(
      await printsOf(
        answer,
        exercises.find(({ id }) => id === answer.exercise)!,
      ),
    )
  return { prints, shown: null }
}

const answersOf = async (from: Place, entry: Entry): Promise<readonly Answer[]> => {
  const { tree } = await gather(from, entry, '')
  return (await readFiles(tree, entry.id, exercises)).answers
}

const shownBeside = async (from: Place, entry: Entry, { beside, exercise, language, shared }: Show): Promise<Read['shown']> => {
  const isAsked = (answer: Answer): boolean => answer.exercise === exercise && answer.language === language
  const [one, other] = [(await answersOf(from, entry)).find(isAsked), (await answersOf(from, beside)).find(isAsked)]
  if (one === undefined || other === undefined) return null
  const [first, second] = [await grained(one), await grained(other)]
  const [hashes, grain] = [new Set(shared), grainOf(language)]
  return [
    { text: first.text, spans: passagesOf(first, second, hashes, grain) },
    { text: second.text, spans: passagesOf(second, first, hashes, grain) },
  ]
}

const send = (answer: Read | Fault): void => {
  const message: Message<Read> = { ...answer, memory: process.memoryUsage.rss() }
  if (process.connected) process.send?.(message)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('message', (task) => {
  read(task as Task).then(send, (error: unknown) => send({ fault: stackOf(error) }))
})
