import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digestOfEntry, gather } from '../../classroom/intake/gather.ts'
import { takeIn } from '../../classroom/intake/intake.ts'
import { openPlace } from '../../classroom/intake/open-place.ts'
import type { Place } from '../../classroom/intake/place.ts'
import { exercises } from '../../classroom/judge.ts'
import { packEntry, placeOfParcel, type Parcel } from '../../classroom/remote/parcel.ts'
import { zipped } from '../classroom/zipped.ts'
import { scratch } from '../scratch.ts'

/** A class with everything that may lie in one. */
const oddClass = async (): Promise<string> => {
  const root = scratch({
    'class/Anna/q1.md': 'Several processes.\n',
    'class/Anna/deep/er/q3.py': 'print(1)\n',
    'class/Bob/work.zip': await zipped({ 'q1.md': 'Zipped.\n', 'q3.py': 'print(2)\n' }),
    'class/Bob/q2.md': 'Beside an archive.\n',
    'class/Carl/damaged.zip': 'PK\u0003\u0004rubbish',
    'class/doejane_11_1_q1.md': 'By Canvas.\n',
    'class/doejane_11_2_q1-1.md': 'By Canvas, again.\n',
    'class/Max Mu\u0308ller \u202e/q1.md': new Uint8Array([0, 255, 254, 10]),
  })
  mkdirSync(join(root, 'class', 'Empty'))
  symlinkSync('/etc/hostname', join(root, 'class', 'Anna', 'q2.md'))
  symlinkSync('/etc/hostname', join(root, 'class', 'out.md'))
  writeFileSync(join(root, 'class', 'Anna', 'q4.md'), 'no')
  chmodSync(join(root, 'class', 'Anna', 'q4.md'), 0o000)
  return root
}

test('a submission that travelled is to the byte what was handed in, its faults and obstacles included', async () => {
  const root = await oddClass()
  const place = await openPlace(join(root, 'class'))
  const { entries } = await takeIn(place, { exercises, name: 'class' })
  expect(entries.length).toBeGreaterThan(5)
  for (const entry of entries) {
    const { parcel, blobs } = await packEntry(place, entry)
    const arrived = placeOfParcel(JSON.parse(JSON.stringify(parcel)) as Parcel, blobs)
    expect([entry.id, await digestOfEntry(arrived, entry)]).toEqual([entry.id, await digestOfEntry(place, entry)])
    const told = (from: Place) =>
      gather(from, entry, '0.1.0').then(
        async ({ tree, ...rest }) => ({
          ...rest,
          obstacles: tree.obstacles,
          faults: tree.faults,
          files: tree.files.map(({ path, size }) => [path, size]),
        }),
        (error: unknown) => error,
      )
    expect(await told(arrived)).toEqual(await told(place))
    for (const [digest, bytes] of blobs) expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest)
  }
})

test('what is too large says so here as there', async () => {
  const part = { path: 'Big', isFolder: true, name: '' }
  const entry = { id: 'name:Big', students: [{ name: 'Big', ids: {} }], parts: [part], remarks: [] }
  const bytes = new Uint8Array(64 * 1024 * 1024)
  const files = Array.from({ length: 5 }, (_, index) => ({ path: `${index}.bin`, size: -1, read: () => Promise.resolve(bytes) }))
  const place = {
    list: () => Promise.resolve([]),
    tree: () => Promise.resolve({ files, obstacles: [] }),
    file: () => Promise.reject(new Error('a folder')),
  }
  const { parcel, blobs } = await packEntry(place, entry)
  expect(blobs.size).toBe(0)
  const arrived = placeOfParcel(parcel, blobs)
  await expect(gather(arrived, entry, '0.1.0')).rejects.toThrow('here are more than 256 MiB in this submission')
})
