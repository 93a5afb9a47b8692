/** The bench for the reader of submissions: `npm run bench:intake -- FOLDER`. */
import { graders } from '../index.ts'
import { enough, measureIntake, type Match } from '../bench/intake.ts'

/** Measures and tells: the share of answers found, per exercise, and every one that was not. Returns the exit code: 1 where the target is missed. */
export const benchIntake = async (
  folder: string,
  { withoutHeadings: bare = false }: { readonly withoutHeadings?: boolean },
): Promise<number> => {
  const exercises = graders.map(({ exercise }) => exercise)
  const matches = await measureIntake(folder, exercises, { bare })
  for (const match of matches.filter((each) => !isFound(each))) console.log(described(match))
  for (const { id } of exercises) console.log(`${id}  ${shareOf(matches.filter(({ exercise }) => exercise === id))}`)
  console.log(`all ${shareOf(matches)}, text and code each on its own: ${shareOf(matches, ({ strict }) => strict >= enough)}`)
  return matches.filter(isFound).length >= matches.length * (bare ? bareTarget : target) ? 0 : 1
}

/** The share of answers that has to be found. */
const target = 0.98

/** The same where nothing but their content tells the answers apart: what holds now is to hold on. */
const bareTarget = 0.89

const isFound = ({ overlap }: Match): boolean => overlap >= enough

const shareOf = (matches: readonly Match[], good: (match: Match) => boolean = isFound): string => {
  const count = matches.filter(good).length
  return `${count} of ${matches.length} (${((100 * count) / Math.max(1, matches.length)).toFixed(1)} %)`
}

const described = ({ submission, exercise, overlap, expected, found }: Match): string =>
  [
    `${submission} ${exercise}: overlap ${overlap.toFixed(2)}`,
    ...(['text', 'code'] as const)
      .filter((part) => expected[part].trim() !== found[part].trim())
      .flatMap((part) => [`  ${part} expected  ${ends(expected[part])}`, `  ${part} found     ${ends(found[part])}`]),
  ].join('\n')

const ends = (text: string): string => JSON.stringify(text.length <= 120 ? text : `${text.slice(0, 60)} … ${text.slice(-60)}`)
