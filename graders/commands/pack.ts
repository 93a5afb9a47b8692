import { chmod, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { unwritable } from '../core/errors.ts'
import { home } from '../home.ts'
import { makeFolder } from './parts/make-folder.ts'
import { zipped, type Packed } from './parts/zipped.ts'

/** What can be packed, and for whom. */
type Platform = 'gradescope' | 'classroom50' | 'github' | 'queue'

/** Packs the kit, or a workflow, for a platform. Returns the exit code. */
export const pack = async (platform: Platform, { to }: { readonly to: string }): Promise<number> => {
  const written = await packers[platform](resolve(to))
  console.log(written)
  return 0
}

const packers: Readonly<Record<Platform, (to: string) => Promise<string>>> = {
  gradescope: async (to) => {
    const target = join(to, 'joinery-gradescope.zip')
    await place(target, await zipped([...(await own('gradescope')), ...(await kit())]), false)
    return `Upload this file to Gradescope as the autograder: ${target}`
  },
  classroom50: async (to) => {
    const target = join(to, 'joinery-classroom50')
    for (const { path, bytes, executable } of [...(await own('classroom50')), ...(await kit())])
      await place(join(target, path), bytes, executable)
    return `Copy what is in this folder to CLASSROOM/autograders/ASSIGNMENT/ of your classroom50 repository: ${target}`
  },
  queue: async (to) => {
    const target = join(to, 'joinery-queue')
    for (const { path, bytes } of [...(await own('queue')), ...(await kit())]) await place(join(target, path), bytes, false)
    return `Workers for a queue, in containers (compose.yaml) or by systemd (joinery-worker.service); the first lines of both say how: ${target}`
  },
  github: async (to) => {
    const target = join(to, '.github', 'workflows', 'joinery.yml')
    for (const { bytes } of await own('github')) await place(target, bytes, false)
    return `Put this file into the template of your class’s repositories, under the same path: ${target}`
  },
}

const folder = (platform: Platform): string => join(home, 'graders', 'pack', platform)

/** The platform's own entry points: they stand at the top. */
const own = async (platform: Platform): Promise<Packed[]> => {
  const names = (await readdir(folder(platform))).filter((name) => !name.startsWith('.') && name !== '__pycache__').sort()
  return Promise.all(
    names.map(async (name) => ({ path: name, bytes: await readFile(join(folder(platform), name)), executable: !name.endsWith('.yml') })),
  )
}

/** Everything that judging needs. Neither the model answers, nor the reference programs, nor the tests: learners may come to see a bundle. */
const kit = async (): Promise<Packed[]> => {
  const graders = (await readdir(join(home, 'graders'), { recursive: true }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/^(?:test|pack)\b|(?:^|\/)(?:\.|__pycache__)/.test(path))
    .map((path) => `graders/${path}`)
  const packed: Packed[] = []
  for (const path of ['package.json', 'package-lock.json', 'LICENSE', ...graders.sort()])
    if ((await stat(join(home, path))).isFile())
      packed.push({ path: `kit/${path}`, bytes: await readFile(join(home, path)), executable: false })
  return packed
}

const place = async (target: string, bytes: Buffer, executable: boolean): Promise<void> => {
  makeFolder(dirname(target))
  try {
    await writeFile(target, bytes)
    if (executable) await chmod(target, 0o755)
  } catch (error) {
    throw unwritable(target, error)
  }
}
