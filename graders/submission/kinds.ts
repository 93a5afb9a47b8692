/** What a file's extension says about its language. */
import type { Exercise, Language } from '../core/types.ts'

/** Best first: where two files answer the same question, the earlier extension counts. */
const extensions: Readonly<Record<Language, readonly string[]>> = {
  ts: ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'],
  py: ['.py', '.pyw'],
  md: ['.md', '.markdown', '.txt'],
}

const companions: Readonly<Record<'ts' | 'py', ReadonlySet<string>>> = {
  ts: new Set([...extensions.ts, '.json']),
  py: new Set([...extensions.py, '.json']),
}

/** The language that an extension stands for in an answer to this kind of exercise; null for one that it cannot have. */
export const languageOf = (extension: string, kind: Exercise['kind']): Language | null => {
  const languages: readonly Language[] = kind === 'written' ? ['md'] : ['ts', 'py']
  return languages.find((language) => extensions[language].includes(extension)) ?? null
}

/** The place of an extension among those of its language. */
export const preferenceOf = (extension: string, language: Language): number => extensions[language].indexOf(extension)

/** True for a file that a program of this language may import, start or read. */
export const isCompanion = (extension: string, language: 'ts' | 'py'): boolean => companions[language].has(extension)

/** Text that is no program: a program may read it, and then it says the whole name. An answer in words may be called so as well. */
const data: ReadonlySet<string> = new Set(['.txt', '.csv', '.tsv', '.log', '.ini', '.toml', '.xml', '.yaml', '.yml'])

/** True for a file that a program may read if it speaks of it by its whole name. */
export const isData = (extension: string): boolean => data.has(extension)

/** True for the name, without its extension, of a file that tries a program, or declares its types. */
export const isTest = (stem: string): boolean => /^test[_-]|[_.-](?:test|spec|d)$/i.test(stem)

/** How an answer's file may be called, for messages. */
export const stubNames = ({ id, kind }: Exercise): string => (kind === 'written' ? `${id}.md` : `${id}.ts or ${id}.py`)
