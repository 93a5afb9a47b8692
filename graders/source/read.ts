import type { Answer } from '../core/types.ts'
import type { SourceFacts } from './facts.ts'

/** What reads a program's source, by the parser of its language, which is loaded only now. */
export const readerOf = async ({ language, files, entry }: Answer): Promise<() => SourceFacts> => {
  if (language === 'py') {
    const { readPython } = await import('./python.ts')
    return () => readPython(files, entry)
  }
  const { readTypeScript } = await import('./typescript.ts')
  return () => readTypeScript(files, entry)
}
