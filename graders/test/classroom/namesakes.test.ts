import { expect, test } from 'vitest'
import { namesIn } from '../../classroom/namesakes.ts'
import { classFrom, grade, outFile } from './runs.ts'

const picture = { 'answers.pdf': 'text:%PDF-1.7\n' }
const text = { 'q1.md': 'text:Several processes run at the same time on several cores.\n' }

test('two learners of one name can be told apart wherever a class is told of', async () => {
  const root = classFrom({
    'Ann Lee_11_assignsubmission_file_': picture,
    'Ann Lee_12_assignsubmission_file_': text,
    'Bo Ray_13_assignsubmission_file_': picture,
  })
  const { stdout, stderr } = await grade(root, '--unsandboxed')
  expect(stdout).toContain('look at  Ann Lee (11): "answers.pdf" is of no kind')
  expect(stdout).toContain('look at  Bo Ray: "answers.pdf" is of no kind')
  expect(stderr).toContain('Ann Lee (12): ')
  const suites = outFile(root, 'junit.xml').match(/(?<=<testsuite name=")[^"]*(?=, q1)/g)
  expect(suites).toEqual(['Ann Lee (11)', 'Ann Lee (12)', 'Bo Ray'])
  const [, looks] = /id="look-at"(.*?)<\/section>\s*<\/div>/s.exec(outFile(root, 'index.html')) ?? []
  expect(looks?.match(/(?<=<bdi>)[^<]*/g)).toEqual(['Ann Lee (11)', 'Bo Ray'])
})

test('names that look alike are the same, however they are spelt', () => {
  const [one, other] = [[{ name: 'Åsa', ids: { moodle: '1' } }], [{ name: 'A\u030asa', ids: { moodle: '2' } }]]
  expect([one, other].map(namesIn([one, other]))).toEqual([['Åsa (1)'], ['A\u030asa (2)']])
})
