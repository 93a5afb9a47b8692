/** What a program asks of Python that the one at hand is too old for. */
import { wordSet } from '../core/word-set.ts'
import { missingModule } from './words-of-the-end.ts'

/** Names that came with a version: of a module, of whatever an object is (`.name`), of a call (`name=`), or of Python itself. */
const names: readonly (readonly [string, ReadonlySet<string>])[] = [
  ['3.9', wordSet('functools.cache math.lcm asyncio.to_thread graphlib zoneinfo random.randbytes .removeprefix .removesuffix')],
  ['3.10', wordSet('itertools.pairwise aiter anext .bit_count types.NoneType typing.TypeAlias typing.ParamSpec kw_only= slots=')],
  [
    '3.11',
    wordSet(
      'tomllib ExceptionGroup BaseExceptionGroup enum.StrEnum typing.Self typing.Never typing.assert_never typing.LiteralString ' +
        'asyncio.TaskGroup asyncio.Runner asyncio.timeout asyncio.Barrier datetime.UTC contextlib.chdir math.cbrt .add_note max_tasks_per_child=',
    ),
  ],
  ['3.12', wordSet('itertools.batched typing.override typing.TypeAliasType math.sumprod sys.monitoring')],
  ['3.13', wordSet('os.process_cpu_count warnings.deprecated copy.replace typing.TypeIs typing.ReadOnly queue.ShutDown')],
  [
    '3.14',
    wordSet(
      'annotationlib compression string.templatelib concurrent.interpreters functools.Placeholder concurrent.futures.InterpreterPoolExecutor ' +
        '.interrupt .terminate_workers .kill_workers buffersize=',
    ),
  ],
]

/** Lines that Python could not read before a version. */
const lines: readonly (readonly [string, RegExp])[] = [
  ['3.10', /^(?:match\b.+|case\b.+|with \(.*):/],
  ['3.11', /^except ?\*/],
  ['3.12', /^(?:type \w+(?:\[.*\])? ?=|(?:async )?(?:def|class) \w+\[)/],
  // The quotes around a text stand within its braces once more, or a backslash does.
  ['3.12', /\b(?:f|rf|fr)(["'])(?:(?!\1).)*\{[^{}]*(?:\1|\\)[^{}]*\}/i],
  ['3.14', /^except [\w.]+(?:, *[\w.]+)+ *:/],
  ['3.14', /(?<![\w"'])(?:t|rt|tr)(?:"[^"]*"|'[^']*')/i],
  ['3.15', /^lazy (?:import|from) /],
]

/** The version of Python that has what a process broke off for want of, by what it said; `null` where the one that is here is as new, or it is nothing of the kind. */
export const newerPython = (said: string, here: string | undefined): string | null => {
  const version = versionFor(said)
  return version === null || here === undefined || minorOf(here) >= minorOf(version) ? null : version
}

const minorOf = (version: string): number => Number(version.split('.')[1])

const versionFor = (said: string): string | null => {
  const line = refusedLine.exec(said)?.[1]
  if (line !== undefined) return lines.find(([, form]) => form.test(line))?.[0] ?? null
  const asked = askedFor(said)
  const came = names.find(([, those]) => asked.some((name) => those.has(name)))
  return came?.[0] ?? (isAnnotation(said) ? '3.14' : null)
}

/** The line above `SyntaxError:`, and marks below it. */
const refusedLine = /^[ \t]*(\S[^\n]{0,500})\n(?:[ \t^~]*\n)?SyntaxError: /m

/** The ways in which Python says that it does not know a name; together with where it would belong. */
const unknown = [
  /^ImportError: cannot import name '(?<name>\w+)' from '(?<of>[\w.]+)'/m,
  /^AttributeError: module '(?<of>[\w.]+)' has no attribute '(?<name>\w+)'/m,
  /^AttributeError: '\w+' object has no attribute '(?<own>\w+)'/m,
  /^TypeError: [\w.]+\(\) got an unexpected keyword argument '(?<given>\w+)'/m,
  /^NameError: name '(?<name>\w+)' is not defined/m,
]

const askedFor = (said: string): string[] => [
  ...unknown.flatMap((form) => {
    const { of, name, own, given } = form.exec(said)?.groups ?? {}
    if (own !== undefined) return [`.${own}`]
    if (given !== undefined) return [`${given}=`]
    return name === undefined ? [] : [of === undefined ? name : `${of}.${name}`]
  }),
  ...[missingModule(said)].flatMap((module) => module ?? []),
]

/** Before 3.14 a function's annotations were looked up where it is defined: `def twin(self) -> Kid:` within the class Kid. */
const isAnnotation = (said: string): boolean => {
  const [, line = '', name = ''] = definedAt.exec(said) ?? []
  return new RegExp(String.raw`(?:->|\w:)[^=]*\b${name}\b`).test(line)
}

const definedAt = /^[ \t]*((?:async )?def [^\n]{0,500})\n(?:[ \t^~]*\n)?NameError: name '(\w+)' is not defined/m
