import { describe, expect, test } from 'vitest'
import { joinery } from '../command.ts'
import { noPostgres, suiteServer } from './postgres.ts'

describe.skipIf(noPostgres !== null)(`the bench of the queue${noPostgres === null ? '' : ` (skipped: ${noPostgres})`}`, () => {
  const server = suiteServer()

  test('hands everything in, works it off, and reads it back', async () => {
    server.sql('create database bench')
    const size = '--count 30 --seconds 600 --workers 2'.split(' ')
    const { code, stdout, stderr } = await joinery(['bench-queue', '--queue', server.address('bench'), ...size])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.match(/^ *\d+ [a-z ]+(?= in )/gm)?.map((stage) => stage.trim())).toEqual([
      '30 handed in',
      '30 worked off',
      '30 read back',
    ])
    expect(server.sql("select count(*) from joinery.submission where state = 'done'", 'bench')).toBe('30')
  })
})
