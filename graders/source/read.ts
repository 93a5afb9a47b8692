import type { Answer } from '../core/types.ts'
import type { SourceFacts } from './facts.ts'

/** Reads a program's source by the parser of its language, which is loaded only now. */
export const readSource = async ({ language, files, entry }: Answer): Promise<SourceFacts> => {
  if (language === 'py') return (await import('./python.ts')).readPython(files, entry)
  return (await import('./typescript.ts')).readTypeScript(files, entry)
}
