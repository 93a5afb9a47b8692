/** Names for lists that show nothing else of a learner: where several bear the same name, what the platform calls each stands behind it. */
import { caseless } from '../core/caseless.ts'
import type { Student } from './intake/entry.ts'

type Students = readonly Student[]

/** What lists call those who handed in one submission. */
export type Names = (students: Students) => string[]

/** `all` are those of each submission of the class. */
export const namesIn = (all: Iterable<Students>): Names => {
  const [once, more] = [new Set<string>(), new Set<string>()]
  for (const students of all) for (const { name } of students) (once.has(caseless(name)) ? more : once).add(caseless(name))
  return (students) =>
    students.map(({ name, ids }) => {
      const [id] = Object.values(ids)
      return more.has(caseless(name)) && id !== undefined ? `${name} (${id})` : name
    })
}
