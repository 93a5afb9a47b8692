import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { sentence, unwritable } from '../../core/errors.ts'
import type { Report } from '../../core/types.ts'
import { renderClassAnnotations, renderClassStepSummary } from '../../report/platforms/github-class.ts'
import { renderAnnotations, renderStepSummary } from '../../report/platforms/github.ts'
import type { Marks } from '../../report/marks.ts'
import { say } from './screen.ts'

/** True within a run of GitHub Actions. */
export const isOnGitHub = (env: NodeJS.ProcessEnv): boolean => env['GITHUB_ACTIONS'] === 'true'

/** A screen that the runner takes no commands from: strangers' words in it may look like some. */
export const withoutCommands = (screen: string): string => {
  const token = randomUUID()
  return `::stop-commands::${token}\n${screen}\n::${token}::\n`
}

/** Shows a report beside the run: the summary is written, the annotations are returned. `folder` is where the answers lie on the disk. */
export const publish = (report: Report, folder: string, env: NodeJS.ProcessEnv): string => {
  summarize(renderStepSummary(report), env)
  const inRepository = relative(env['GITHUB_WORKSPACE'] ?? process.cwd(), folder)
    .split(sep)
    .join('/')
  return renderAnnotations(report, inRepository.startsWith('..') ? '' : inRepository)
}

/** Shows a class beside the run, as `publish` does a report. */
export const publishClass = (marks: readonly Marks[], env: NodeJS.ProcessEnv): string => {
  summarize(renderClassStepSummary(marks), env)
  return renderClassAnnotations(marks)
}

const summarize = (text: string, env: NodeJS.ProcessEnv): void => {
  const summary = env['GITHUB_STEP_SUMMARY']
  if (summary === undefined || summary === '') return
  try {
    appendFileSync(summary, text)
  } catch (error) {
    // The verdicts stand on the screen as well.
    say(sentence(unwritable(summary, error).message))
  }
}
