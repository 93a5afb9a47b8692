import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { digestOf, readSource } from '../../startup/source.mjs'
import { home } from '../../home.ts'
import { graders } from '../../index.ts'
import { linkPackages } from '../fresh-copy.ts'
import { full } from '../grading.ts'
import { unpackZip } from '../../submission/archives/zip.ts'
import { scratch } from '../scratch.ts'

const run = (
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: unknown; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, GITHUB_ACTIONS: '', ...env } }
    execFile(command, args, options, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }))
  })

const pack = (platform: string, to: string) => run(process.execPath, [join(home, 'graders', 'start.cjs'), 'pack', platform, '--to', to], to)

/** No model answer, no reference program, no wrong answer with its verdict. */
const gives = (path: string): boolean => /(?:^|\/)(?:answers|solutions|test)\//.test(path)

const answer = 'Several processes run at the same time on several cores.\n'

test('Gradescope: the archive has its two scripts at the top, no answers, and grades', async () => {
  const root = scratch({ 'submission/q1.md': answer, 'results/x': '', 'source/x': '' })
  expect(await pack('gradescope', root)).toMatchObject({ code: 0, stderr: '' })
  const { files } = await unpackZip(readFileSync(join(root, 'joinery-gradescope.zip')), 'x.zip')
  const paths = files.map(({ path }) => path)
  expect(paths).toEqual(
    expect.arrayContaining(['setup.sh', 'run_autograder', 'kit/package.json', 'kit/package-lock.json', 'kit/graders/start.cjs']),
  )
  expect(paths.filter(gives)).toEqual([])
  for (const file of files) {
    mkdirSync(dirname(join(root, 'source', file.path)), { recursive: true })
    writeFileSync(join(root, 'source', file.path), await file.read())
  }
  linkPackages(join(root, 'source', 'kit'))
  const graded = await run('bash', [join(root, 'source', 'run_autograder')], root, { AUTOGRADER: root })
  expect(graded).toMatchObject({ code: 0 })
  expect(JSON.parse(readFileSync(join(root, 'results', 'results.json'), 'utf8'))).toMatchObject({
    score: 4.5,
    tests: { length: graders.length },
  })
  expect((await run('bash', ['-n', join(root, 'source', 'setup.sh')], root)).code).toBe(0)
})

test('Classroom 50: the bundle grades the repository that it is started in', async () => {
  const root = scratch({ 'work/exercises/q1.md': answer, 'empty/README.md': '' })
  expect(await pack('classroom50', root)).toMatchObject({ code: 0, stderr: '' })
  const bundle = join(root, 'joinery-classroom50')
  expect(readdirSync(bundle).sort()).toEqual(['autograder.py', 'kit'])
  expect(
    readdirSync(join(bundle, 'kit'), { recursive: true })
      .map((path) => `${String(path)}/`)
      .filter(gives),
  ).toEqual([])
  const [copy, own] = [join(bundle, 'kit'), home].map((kit) => digestOf(readSource(join(kit, 'graders'))))
  expect(copy, 'workers of a queue judge for the same kit alone').toBe(own)
  linkPackages(join(bundle, 'kit'))
  const env = {
    CLASSROOM50_BUNDLE_DIR: bundle,
    CLASSROOM: 'c',
    ASSIGNMENT: 'a',
    OWNER: 'jane',
    SUBMISSION_TAG: 'submit/1',
    COMMIT_URL: 'u',
    RELEASE_URL: 'r',
  }
  expect(await run('python3', [join(bundle, 'autograder.py')], join(root, 'work'), env)).toMatchObject({ code: 0 })
  expect(JSON.parse(readFileSync(join(root, 'work', 'result.json'), 'utf8'))).toMatchObject({ score: 5, 'max-score': full, owner: 'jane' })
  expect(readFileSync(join(root, 'work', 'release-body.md'), 'utf8')).toContain('## Joinery')
  expect(await run('python3', [join(bundle, 'autograder.py')], join(root, 'empty'), env)).toMatchObject({ code: 0 })
  expect(JSON.parse(readFileSync(join(root, 'empty', 'result.json'), 'utf8'))).toMatchObject({ score: 0, 'max-score': full })
  expect(await run('python3', [join(bundle, 'autograder.py')], join(root, 'empty'), { ...env, OWNER: '', USERNAME: '' })).toMatchObject({
    code: 1,
  })
  expect(existsSync(join(root, 'empty', 'result.json'))).toBe(false)
})

test('GitHub: the workflow is one, and may do no more than read', async () => {
  const root = scratch()
  expect(await pack('github', root)).toMatchObject({ code: 0, stderr: '' })
  const workflow: unknown = parse(readFileSync(join(root, '.github', 'workflows', 'joinery.yml'), 'utf8'))
  expect(workflow).toMatchObject({ permissions: { contents: 'read' }, jobs: { check: { steps: { length: 6 } } } })
  expect(JSON.stringify(workflow)).toContain('npm run check -- \\"$GITHUB_WORKSPACE/exercises\\"')
})

test('a queue: the containers, the unit and the kit that they start, without answers', async () => {
  const root = scratch()
  expect(await pack('queue', root)).toMatchObject({ code: 0, stderr: '' })
  const bundle = join(root, 'joinery-queue')
  expect(readdirSync(bundle).sort()).toEqual(['Dockerfile', 'compose.yaml', 'joinery-worker.service', 'kit'])
  expect(
    readdirSync(join(bundle, 'kit'), { recursive: true })
      .map((path) => `${String(path)}/`)
      .filter(gives),
  ).toEqual([])
  const compose: unknown = parse(readFileSync(join(bundle, 'compose.yaml'), 'utf8'))
  expect(compose).toMatchObject({
    services: {
      database: { secrets: ['database-password'], ports: ['127.0.0.1:5432:5432'] },
      worker: { build: '.', depends_on: { database: { condition: 'service_healthy' } }, secrets: ['database-password'], init: true },
    },
    secrets: { 'database-password': { file: './database-password' } },
  })
  const copied = [...readFileSync(join(bundle, 'Dockerfile'), 'utf8').matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, from]) => from!.split(' '))
  expect(copied.map((path) => [path, existsSync(join(bundle, path))])).toEqual(copied.map((path) => [path, true]))
  linkPackages(join(bundle, 'kit'))
  const started = (kit: string) => run(process.execPath, [join(kit, 'graders', 'start.cjs'), 'worker', '--help'], root)
  expect(await started(join(bundle, 'kit'))).toEqual(await started(home))
})

test('a platform that does not exist has a reason', async () => {
  const { code, stderr } = await pack('blackboard', scratch())
  expect(code).toBe(2)
  expect(stderr).toMatch(/^joinery: .*gradescope, classroom50, github, queue/)
})
