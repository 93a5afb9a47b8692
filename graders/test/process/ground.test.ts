import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../core/types.ts'
import { execute } from '../../process/execute.ts'
import { findPython } from '../../process/python.ts'

const curious: Readonly<Record<'ts' | 'py', string>> = {
  py: `import json, os, sys
print(json.dumps({'env': dict(os.environ), 'stdin': sys.stdin.read(), 'files': sorted(os.listdir('.')), 'here': os.path.realpath('.') == os.path.dirname(os.path.realpath(__file__)), 'argv': sys.argv[1:]}))
open(os.path.join(os.environ['TMPDIR'], 'mine'), 'w').write('x')
sys.stderr.write(os.path.realpath('.')[1:])`,
  ts: `import { readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
console.log(JSON.stringify({ env: process.env, stdin: readFileSync(0, 'utf8'), files: readdirSync('.').sort(), here: realpathSync('.') === import.meta.dirname, argv: process.argv.slice(2) }))
writeFileSync(process.env['TMPDIR'] + '/mine', 'x')
process.stderr.write(realpathSync('.').slice(1))`,
}

interface Seen {
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string
  readonly files: readonly string[]
  readonly here: boolean
  readonly argv: readonly string[]
}

const shown = async (language: 'ts' | 'py') => {
  const entry = `q3.${language}`
  const answer: Answer = {
    exercise: 'q3',
    language,
    entry,
    files: [
      { path: entry, text: curious[language] },
      { path: 'data.json', text: '{}' },
    ],
  }
  const { stdout, stderr, exit } = await execute(answer, { timeoutMs: 30_000 })
  return { seen: JSON.parse(stdout) as Seen, folder: `/${stderr}`, exit }
}

const users = {
  JOINERY_TEST_SECRET: 'hush',
  AWS_SECRET_ACCESS_KEY: 'hush',
  NODE_OPTIONS: '--no-deprecation',
  PYTHONUNBUFFERED: '',
  PYTHONPATH: '/mine',
}

const python = await findPython()

describe.each(['ts', ...(python === null ? [] : ['py' as const])] as const)('a program in %s', (language) => {
  const before = { ...process.env }
  beforeAll(() => void Object.assign(process.env, users))
  afterAll(() => {
    for (const name of Object.keys(users)) delete process.env[name]
    Object.assign(process.env, before)
  })

  test('gets an empty standard input, and a folder of its own that is gone afterwards', async () => {
    const { seen, folder, exit } = await shown(language)
    expect(seen).toMatchObject({ stdin: '', here: true, argv: [] })
    expect(seen.files).toEqual(expect.arrayContaining(['data.json', 'tmp']))
    expect(exit).toEqual({ code: 0 })
    expect(folder).toContain('joinery-')
    expect(existsSync(folder)).toBe(false)
  })

  test('sees no secret and no setting of the user’s', async () => {
    const { env } = (await shown(language)).seen
    expect(Object.values(env)).not.toContain('hush')
    expect(env['NODE_OPTIONS'] ?? '').not.toContain('--no-deprecation')
    expect(env['PYTHONPATH']).not.toContain('/mine')
    expect(env['PYTHONUNBUFFERED']).toBe('1')
    expect(env['HOME']).not.toBe(before['HOME'])
    const known =
      /^(PATH|HOME|USERPROFILE|USER|LOGNAME|USERNAME|SHELL|TERM|TMPDIR|LANG|LC_CTYPE|TZ|LD_LIBRARY_PATH|PYTHON(PATH|UNBUFFERED|DONTWRITEBYTECODE)|NODE_OPTIONS|JOINERY_\w+|PWD|SHLVL|_|__CF\w+)$/
    expect(Object.keys(env).filter((name) => !known.test(name))).toEqual([])
  })
})

test.skipIf(python === null)('Python writes a line as a whole', async () => {
  const text = 'import sys\nprint(sys.stdout.line_buffering, sys.stdout.write_through)'
  const { stdout } = await execute(
    { exercise: 'q3', language: 'py', entry: 'q3.py', files: [{ path: 'q3.py', text }] },
    { timeoutMs: 30_000 },
  )
  expect(stdout).toBe('True False\n')
})
