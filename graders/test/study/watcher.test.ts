import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isOurs, watchFolder } from '../../study/watcher.ts'
import { sharedScratch } from '../scratch.ts'

const root = sharedScratch()

interface Watched {
  readonly path: (name: string) => string
  readonly folder: string
  /** The files that a save had written when it was told of, as soon as all that are named here were among them. */
  readonly heard: (...names: readonly string[]) => Promise<readonly string[]>
  /** How often a save was told of, and a sign of one. */
  readonly times: () => { readonly saves: number; readonly signs: number }
  /** A save has been told of. */
  readonly told: () => Promise<void>
}

/** How the files in a folder stand that may be answers: each in a way of its own whenever it was written. */
const standing = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder)
      .filter((name) => isOurs(folder, join(folder, name)))
      .map((name) => {
        const { mtimeMs, size, ino } = statSync(join(folder, name))
        return [name, `${mtimeMs} ${size} ${ino}`]
      }),
  )

/** A folder with an answer in it, watched, and closed again after the test. */
const watched = async (name: string, act: (folder: Watched) => Promise<void>): Promise<void> => {
  const folder = join(root, name, 'exercises')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'q3.ts'), '// TODO\n')
  const files: string[] = []
  const times = { saves: 0, signs: 0 }
  let before = standing(folder)
  let wake: (() => void) | null = null
  let ready!: () => void
  const isReady = new Promise<void>((resolve) => (ready = resolve))
  const watcher = watchFolder(folder, {
    onSign: () => (times.signs += 1),
    onSave: () => {
      times.saves += 1
      const now = standing(folder)
      files.push(...[...now.keys()].filter((file) => now.get(file) !== before.get(file)))
      before = now
      wake?.()
    },
    onReady: ready,
    onFault: (why) => files.push(`fault: ${why}`),
  })
  await isReady
  const heard = async (...names: readonly string[]): Promise<readonly string[]> => {
    while (!names.every((each) => files.includes(each))) await new Promise<void>((resolve) => (wake = resolve))
    return files.splice(0)
  }
  const told = async (): Promise<void> => {
    if (times.saves === 0) await new Promise<void>((resolve) => (wake = resolve))
  }
  try {
    await act({ path: (file) => join(folder, file), folder, heard, times: () => ({ ...times }), told })
  } finally {
    await watcher.close()
  }
}

describe.concurrent('a save is heard', () => {
  test('when the file is written in place', () =>
    watched('in place', async ({ path, heard }) => {
      writeFileSync(path('q3.ts'), 'one')
      expect(await heard('q3.ts')).toEqual(['q3.ts'])
    }))

  test('when a new file is renamed over the old one', () =>
    watched('renamed', async ({ path, heard }) => {
      writeFileSync(path('.q3.ts.tmp'), 'one')
      renameSync(path('.q3.ts.tmp'), path('q3.ts'))
      expect(await heard('q3.ts')).toEqual(['q3.ts'])
    }))

  test('when the old file is put aside first, and deleted afterwards', () =>
    watched('put aside', async ({ path, heard }) => {
      renameSync(path('q3.ts'), path('q3.ts~'))
      writeFileSync(path('q3.ts'), 'one')
      rmSync(path('q3.ts~'))
      expect(await heard('q3.ts')).toContain('q3.ts')
    }))

  test('together with others, in a burst of writes', () =>
    watched('burst', async ({ path, heard, times }) => {
      for (let count = 0; count < 30; count += 1) writeFileSync(path('q3.ts'), 'one\n'.repeat(count))
      writeFileSync(path('q6.py'), 'two')
      expect(new Set(await heard('q3.ts', 'q6.py'))).toEqual(new Set(['q3.ts', 'q6.py']))
      // Once, where the system tells of all of it within the pause that ends a save; a busy machine may not.
      expect(times().saves).toBeLessThan(5)
      expect(times().signs).toBeGreaterThan(0)
    }))

  test('again and again, however often the file was deleted in between', () =>
    watched('deleted', async ({ path, heard }) => {
      for (const text of ['one', 'two']) {
        rmSync(path('q3.ts'))
        writeFileSync(path('q5.ts'), text)
        await heard('q5.ts')
        writeFileSync(path('q3.ts'), text)
        expect(await heard('q3.ts')).toEqual(['q3.ts'])
      }
      rmSync(path('q3.ts'))
      writeFileSync(path('q3.ts'), 'three')
      expect(await heard('q3.ts')).toEqual(['q3.ts'])
    }))

  test('when the whole folder was taken away and put back', () =>
    watched('folder', async ({ path, folder, heard, told }) => {
      renameSync(folder, `${folder}-elsewhere`)
      mkdirSync(folder)
      writeFileSync(path('q3.ts'), 'one')
      await told()
      writeFileSync(path('q5.ts'), 'one')
      expect(await heard('q5.ts')).toContain('q5.ts')
    }))
})

test('what a save may write: no hidden files, no packages, and nothing of the project around the folder', () => {
  const told = ['q3.ts', 'helper/q3.ts', 'node_modules/q3.ts', '.q3.ts.swp', '../q3.ts', '../exercises-old/q3.ts']
  expect(told.filter((path) => isOurs('/home/me/exercises', join('/home/me/exercises', path)))).toEqual(['q3.ts', 'helper/q3.ts'])
})
