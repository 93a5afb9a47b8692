/** What the kit, or the machine that it runs on, put in the way of a program that works elsewhere. */
import { type TracedProcess, isClean } from '../core/process.ts'
import type { ProgramEvidence } from './evidence.ts'
import { lackingHere } from './elsewhere.ts'
import { newerPython } from './newer-python.ts'
import { isWellKnown, startsProcesses } from './packages.ts'
import { errorsOf, missingModule } from './words-of-the-end.ts'

/** What broke the program off and is no fault of it, in words; `null` where nothing did. */
export const hindrance = (evidence: ProgramEvidence): string | null => {
  const broken = [evidence.main, ...evidence.workers].filter(({ exit }) => exit !== null && !isClean(exit))
  if (broken.some(opensOwnOutput)) return ownOutputIsSocket
  const [lacking] = broken.flatMap((process) => lackingPackage(evidence, process) ?? [])
  if (!makesProcesses(evidence) && (lacking === undefined || !startsProcesses(lacking))) return null
  if (asksItsName(evidence)) return hasAnotherName
  if (evidence.execution.sandboxed && broken.some(asksNetwork)) return noNetwork
  if (broken.some(asksNewerNode)) return olderNode
  const [version] = broken.flatMap((process) => newerPython(errorsOf(process), evidence.execution.python) ?? [])
  if (version !== undefined) return olderPython(version)
  const [elsewhere] = broken.flatMap((process) => lackingHere(errorsOf(process)) ?? [])
  if (elsewhere !== undefined) return worksElsewhere(elsewhere)
  return lacking === undefined ? null : isNotInstalled(lacking)
}

/** How Node, Python and shells say that a socket cannot be opened, and the names under which it is. */
const cannotOpen = /\bENXIO\b|No such device or address/
const ownOutput = /\/dev\/(?:stdout|stderr|fd\/[12])\b|\/proc\/self\/fd\/[12]\b/

const opensOwnOutput = (process: TracedProcess): boolean => cannotOpen.test(errorsOf(process)) && ownOutput.test(errorsOf(process))

const ownOutputIsSocket =
  'a process opens its standard output by a name such as /dev/stdout, as can be done in a terminal. Here it leads to the kit, by a socket, which nobody can open by a name, and so the process broke off. What is printed without such a name, as console.log() and print() do, is seen here'

/** What is called `.ts` runs under a name of JavaScript's: who compares the name with the one that it has at home is not who it thinks it is. */
const comparesName =
  /(?:[!=]==?|\b(?:endsWith|includes|match)\()\s*(["'`])[^"'`\n]*\.[mc]?ts\1|(["'`])[^"'`\n]*\.[mc]?ts\2\s*[!=]==?|\\\.[mc]?ts\$?\/\.test\(/

const asksItsName = ({ language, program, workers }: ProgramEvidence): boolean =>
  language === 'ts' && workers.length === 0 && comparesName.test(program)

const hasAnotherName =
  'the program compares the name of a file with one that ends in .ts, and started nothing. Here every file is JavaScript already when it begins, under a name that ends in .mjs or .cjs. Under the name that it has at home the program may well do what was asked for: a person has to run it there, or it asks process.argv[1] === import.meta.filename, which holds under any name'

/** How Python and Node say that a name leads to no machine, and that no way leads to an address. */
const isOffline =
  /Name or service not known|Temporary failure in name resolution|Network is unreachable|\b(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|EADDRNOTAVAIL)\b/

const asksNetwork = (process: TracedProcess): boolean => isOffline.test(errorsOf(process))

const noNetwork =
  'a process broke off because it asked another machine for something, and in the sandbox there is no network. Where there is one, the program may well do what was asked for: a person has to run it, or it does without'

/** How Node refuses an option that it does not know; these came with Node 22. */
const newerOption =
  /--experimental-(?:strip|transform)-types\b.*is not allowed in NODE_OPTIONS|bad option: --experimental-(?:strip|transform)-types\b/

const asksNewerNode = (process: TracedProcess): boolean => newerOption.test(errorsOf(process))

const olderNode =
  'a process broke off because it was started with an option for TypeScript that Node has from version 22 on, and here an older one runs. There the program may well do what was asked for. It does without here, too: every file is JavaScript already when the program begins'

const olderPython = (version: string): string =>
  `the program broke off over what Python has from version ${version} on, and here an older one runs. There the program may well do what was asked for: a person has to run it there, or it does without`

const worksElsewhere = (why: string): string =>
  `a process broke off because ${why}. Where there is such a thing, the program may well do what was asked for: a person has to run it there, or it does without`

/** Whoever makes no process in the source makes none where the package or the network is there, either. */
const makesProcesses = ({ source: { means } }: ProgramEvidence): boolean => means.some(({ kind }) => kind === 'process' || kind === 'pool')

const lackingPackage = ({ source: { language } }: ProgramEvidence, process: TracedProcess): string | null => {
  const name = missingModule(errorsOf(process))
  return name !== null && isWellKnown(language, name) ? name : null
}

const isNotInstalled = (name: string): string =>
  `the program broke off where it imports ${name}, a package that is not installed here. Where it is, the program may well do what was asked for: install it, or leave it out where nothing needs it, and check again`
