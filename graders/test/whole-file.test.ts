import { chmodSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeWhole } from '../whole-file.ts'
import { scratch } from './scratch.ts'

test('a new file takes the place of the older one behind a link, with the rights of that one', () => {
  const folder = scratch({ 'kept/report.json': 'older' })
  chmodSync(join(folder, 'kept/report.json'), 0o600)
  symlinkSync('kept/report.json', join(folder, 'link.json'))
  writeWhole(join(folder, 'link.json'), 'newer')
  expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(folder, 'kept/report.json'), 'utf8')).toBe('newer')
  expect(statSync(join(folder, 'kept/report.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(folder, 'kept'))).toEqual(['report.json'])
})

test('what cannot be put in its place leaves nothing behind', () => {
  const folder = scratch({ 'taken/file': '' })
  expect(() => writeWhole(join(folder, 'taken'), 'text')).toThrow('EISDIR')
  expect(() => writeWhole(join(folder, 'nowhere/file'), 'text')).toThrow('ENOENT')
  expect(readdirSync(folder)).toEqual(['taken'])
})

test('a name that leaves no room for more is written to itself', () => {
  const folder = scratch()
  const name = 'n'.repeat(250)
  writeWhole(join(folder, name), 'text')
  expect(readFileSync(join(folder, name), 'utf8')).toBe('text')
})

test.runIf(process.platform === 'linux')('what is no file is written to itself', () => {
  expect(() => writeWhole('/dev/null', 'text')).not.toThrow()
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  expect(() => writeWhole('/dev/full', 'text')).toThrow('ENOSPC')
})
