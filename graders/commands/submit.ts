import { resolve } from 'node:path'
import { thisKit } from '../classroom/kit.ts'
import { UsageError, unwritable } from '../core/errors.ts'
import type { Report } from '../core/types.ts'
import { gradeSubmission } from '../grade.ts'
import { graders } from '../index.ts'
import { renderSummary } from '../report/summary.ts'
import { visible } from '../report/visible.ts'
import { folderOnDisk } from '../submission/disk.ts'
import { digestOfAnswers, manifestName, type Manifest } from '../submission/manifest.ts'
import { shown, type RawFile } from '../submission/raw.ts'
import { readSubmission } from '../submission/read.ts'
import { exercisesFolder, readExercises } from '../study/exercises.ts'
import { inExercises } from '../study/own-names.ts'
import { writeWhole } from '../whole-file.ts'
import { ask, isYes } from './parts/ask.ts'
import { withInterrupt } from './parts/interrupt.ts'
import { requirePlaceFor } from './parts/make-folder.ts'
import { remark, screenHere } from './parts/screen.ts'
import { zipped, type Packed } from './parts/zipped.ts'

/** What was typed behind `npm run submit`. */
export interface SubmitOptions {
  readonly name?: string
  /** Hands in without asking, whatever is open. */
  readonly yes?: boolean
  /** The folder that the file is written to. */
  readonly to: string
  /** Seconds. */
  readonly timeout: number
  readonly color: boolean
}

/** Makes the file to hand in. Returns the exit code: 0 it was written, 1 it was not, since the learner wants to go on. */
export const submit = async (path: string | undefined, options: SubmitOptions): Promise<number> => {
  const folder = path ?? exercisesFolder
  const submission = await (path === undefined
    ? readExercises(graders)
    : readSubmission(path, { exercises: graders.map(({ exercise }) => exercise) }))
  if (submission.source !== 'folder') throw new UsageError(`${shown(folder)} is one file: give the folder with all your answers.`)
  const name = options.name ?? (await ask('Your name: ', 'add -- --name "Your Name": there is no terminal to ask on'))
  const target = resolve(options.to, `${stemFor(name)}-joinery.zip`)
  requirePlaceFor(target)
  const report = await withInterrupt((signal) => gradeSubmission(submission, { graders, timeoutMs: options.timeout * 1000, signal }))
  if (report === null) return 130
  process.stdout.write(renderSummary(path === undefined ? inExercises(report) : report, screenHere(options.color)))
  remark(submission.remarks)
  if (options.yes !== true && !report.passed && !(await wantsToGoOn(report))) {
    console.log('Nothing was written. Go on with your answers, and hand in when you are ready.')
    return 1
  }
  const { files } = folderOnDisk(folder)
  const bytes = await packed(files, name)
  try {
    writeWhole(target, bytes)
  } catch (error) {
    throw unwritable(target, error)
  }
  console.log(`Hand this file in: ${visible(target)}`)
  return 0
}

const wantsToGoOn = async ({ results }: Report): Promise<boolean> => {
  const open = results.filter(({ status }) => status !== 'passed').map(({ exercise }) => exercise.id)
  const answer = await ask(
    `Not passed yet: ${open.join(', ')}. Hand in all the same? [y/N] `,
    `${open.join(', ')} have not passed yet: add -- --yes to hand in all the same`,
  )
  return isYes(answer)
}

/** A name that every system takes for a file; what it cannot take becomes a line. */
const stemFor = (name: string): string => {
  const stem = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} .'-]+/gu, '_')
    .replace(/^[\s._-]+|[\s._-]+$/g, '')
    .slice(0, 80)
    .trim()
  if (!/[\p{L}\p{N}]/u.test(stem)) throw new UsageError('a name needs at least one letter: add -- --name "Your Name".')
  return stem
}

const packed = async (files: readonly RawFile[], name: string): Promise<Buffer> => {
  const { version, digest } = thisKit()
  const answers = files.filter(({ path }) => path !== manifestName)
  const manifest: Manifest = {
    schema: 'joinery/submission/v1',
    name: name.trim(),
    kit: { version, digest },
    sha256: await digestOfAnswers(answers),
  }
  const all: Packed[] = [{ path: manifestName, bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), executable: false }]
  for (const file of answers) all.push({ path: file.path, bytes: Buffer.from(await file.read()), executable: false })
  return zipped(all)
}
