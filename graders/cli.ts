import { Command, CommanderError } from 'commander'
import { withoutPasswords } from './classroom/remote/address.ts'
import { Interrupted, UsageError, sentence, stackOf, unwritable } from './core/errors.ts'
import { version } from './home.ts'
import { helpLayout } from './command-line/help-layout.ts'
import { minding, refuseKeptByNpm } from './command-line/kept-by-npm.ts'
import { offerToAuthor } from './command-line/author.ts'
import { offerToLearner } from './command-line/learner.ts'
import { offerToTeacher } from './command-line/teacher.ts'

/** Reads the command line and hands over to a command, which is loaded only then. Nothing else touches argv or the exit code. */
const main = async (argv: readonly string[]): Promise<number> => {
  const complaints: string[] = []
  try {
    return await commandOf(argv, (text) => complaints.push(withoutPasswords(inOneLine(text, argv[0]))))
  } catch (error) {
    for (const complaint of complaints) await say(complaint)
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof Interrupted) return 130
    const known = error instanceof UsageError
    if (known) await say(withoutPasswords(sentence(error.message)))
    else console.error(withoutPasswords(`joinery: this is a fault of the kit, not of your work.\n${stackOf(error)}`))
    return 2
  }
}

/** Most starts print no message, so what lays one out is loaded here; and only then is it known what npm was told of colours. */
const say = async (words: string): Promise<void> => (await import('./commands/parts/screen.ts')).say(words)

const commandOf = async (argv: readonly string[], complain: (text: string) => void): Promise<number> => {
  let code = 0
  const program = new Command('joinery')
    .description('Exercises about multiprocessing, graded by what really ran.')
    .version(version(), '--version', 'print the version of the kit')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureHelp(helpLayout)
    .exitOverride()
    .hook('preAction', async (_, command) => {
      refuseKeptByNpm(command, process.env)
      const note = minding(command, process.env)
      if (note !== null) await say(note)
    })
    .configureOutput({ outputError: complain })
  const end = (given: number): void => void (code = given)
  offerToLearner(program, end)
  offerToTeacher(program, end)
  offerToAuthor(program, end)
  await program.parseAsync([...argv], { from: 'user' })
  return code
}

/** Commander puts what it suggests into a second line, and does not say how to give what is missing. */
const inOneLine = (text: string, command = ''): string =>
  text
    .replace(/^error: /, '')
    .replace(/^missing required argument 'question'$/m, `the question is missing: name one, as in \`npm run ${command} q3\``)
    .replace(/^missing required argument '(.*)'$/m, `the $1 is missing: \`npm run ${command} -- --help\` says how to name it`)
    .replace(/^command-argument value '(.*)' is invalid for argument '(.*)'/m, '"$1" is no $2')
    .replace(/^too many arguments for .*$/m, `too many words: \`npm run ${command} -- --help\` says what it takes; options stand behind --`)
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')

/** Whoever reads what is printed may have read enough, as in `npm run check | head`: no reason to break down. */
const letReadersGo = (): void => {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return
      if (stream === process.stdout) console.error(`joinery: ${unwritable('what there is to say', error).message}.`)
      process.exitCode = 2
    })
}

letReadersGo()
void main(process.argv.slice(2)).then((code) => (process.exitCode ??= code))
