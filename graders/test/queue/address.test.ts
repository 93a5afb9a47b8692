import { expect, test } from 'vitest'
import { placeOf, takeAddress, withoutPasswords } from '../../classroom/remote/address.ts'
import { jobName, submissionKey, type QueuedTask } from '../../classroom/remote/jobs.ts'
import { settings } from './tables.ts'

const secret = 'geh%3Fheim'
const address = `postgres://joinery:${secret}@db.example:5432/q`

test('an address is taken from the command or the variable, and out of the environment of whoever is started', () => {
  const env = { JOINERY_QUEUE: address, PGPASSWORD: 'another', DATABASE_URL: address, PATH: '/bin' }
  expect(takeAddress(undefined, env)).toBe(address)
  expect(env).toEqual({ PATH: '/bin' })
  expect(takeAddress('postgres://ada@db/q', { PGPASSWORD: 'a/b' })).toBe('postgres://ada:a%2Fb@db/q')
  expect(takeAddress('', { JOINERY_QUEUE: address })).toBe(address)
  expect(() => takeAddress(undefined, env)).toThrow('where is the queue? Give --queue')
})

test.each([`mysql://joinery:${secret}@db/q`, `postgres://joinery:${secret}@[/q`])('%s is no address, and is not repeated', (wrong) => {
  expect(() => takeAddress(wrong, {})).toThrow(/^the address of the queue is none: it looks like postgres:\/\/USER@HOST:5432\/DATABASE\.$/)
})

test('no password of any address in a text is shown', () => {
  expect(withoutPasswords(`${address}, and ${address}`)).toBe(
    'postgres://joinery:…@db.example:5432/q, and postgres://joinery:…@db.example:5432/q',
  )
  expect(placeOf(address)).toBe('db.example:5432/q')
})

const task: QueuedTask = {
  entry: { id: 'name:Ada', students: [{ name: 'Ada', ids: {} }], parts: [{ path: 'Ada', isFolder: true, name: '' }], remarks: [] },
  content: 'of some files',
  settings,
}

test.each<[string, QueuedTask]>([
  ['other content', { ...task, content: 'of others' }],
  ['another kit', { ...task, settings: { ...settings, kit: 'another' } }],
  ['no sandbox', { ...task, settings: { ...settings, sandbox: false } }],
  ['another learner', { ...task, entry: { ...task.entry, students: [{ name: 'Bob', ids: {} }] } }],
  ['another place', { ...task, entry: { ...task.entry, parts: [{ path: 'B', isFolder: true, name: '' }] } }],
  ['a remark', { ...task, entry: { ...task.entry, remarks: ['Handed in late.'] } }],
])('%s is another row', (_, other) => {
  expect(submissionKey(other)).not.toBe(submissionKey(task))
  expect(submissionKey({ ...task, settings: { ...settings } })).toBe(submissionKey(task))
})

test('a worker asks for the jobs of its own kit, and of its own side of the sandbox', () => {
  const names = [jobName('a', true), jobName('a', false), jobName('b', true)]
  expect(new Set(names).size).toBe(3)
})
