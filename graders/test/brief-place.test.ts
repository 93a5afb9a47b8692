import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { briefPlace } from '../home.ts'

const named = process.env['TMPDIR']

const setPlace = (place: string | undefined): void => {
  if (place === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = place
}

afterEach(() => setPlace(named))

test('what is gone within seconds goes where the teacher has said that temporary files go', () => {
  setPlace('/somewhere/else')
  expect(briefPlace()).toBe('/somewhere/else')
})

const roomInMemory = (): number => {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize
  } catch {
    return 0
  }
}

test('where nobody has said so, it goes to memory if there is much of it, and to the disk otherwise', () => {
  setPlace(undefined)
  expect(briefPlace()).toBe(process.platform === 'linux' && roomInMemory() >= 512 * 1024 * 1024 ? '/dev/shm' : tmpdir())
})
