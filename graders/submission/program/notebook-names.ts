/** Names that every notebook has without an import, and no program: where cells use one and nobody makes it, a stand-in is put in front of them. */

const standIns: Readonly<Record<string, string>> = {
  display: 'def display(*values, **options): print(*map(repr, values), sep="\\n")',
  get_ipython: 'def get_ipython(): return type("Notebook", (), {"__getattr__": lambda notebook, name: lambda *given, **options: None})()',
}

/** A program in which each of these names is known, and what was added to it, in sentences. */
export const withNotebookNames = (text: string): { readonly text: string; readonly notes: readonly string[] } => {
  const wanted = Object.keys(standIns).filter((name) => isUsed(text, name) && !isMade(text, name))
  if (wanted.length === 0) return { text, notes: [] }
  const at = endOfFutureImports(text)
  const notes = wanted.map((name) => `${name}() is there in every notebook, and in no program: a stand-in for it was added.`)
  return { text: `${text.slice(0, at)}${wanted.map((name) => `${standIns[name]!}\n`).join('')}${text.slice(at)}`, notes }
}

const isUsed = (text: string, name: string): boolean => new RegExp(String.raw`(?<![\w.])${name}\s*\(`).test(text)

/** By `def`, `class`, an assignment, a loop, a parameter, an import of its own or of all names: whatever it is, it is no longer the notebook's. Bounded, so that no text takes long. */
const isMade = (text: string, name: string): boolean =>
  new RegExp(
    String.raw`\b(?:def|class|for|as|lambda)\s+${name}\b|\bimport\b[^\n]{0,300}(?:\b${name}\b|\*)|(?<![\w.])${name}\s*(?:=(?!=)|,[\w\s,]{0,200}[=)])`,
  ).test(text)

/** They have to stay in front of all else. */
const endOfFutureImports = (text: string): number => {
  const last = [...text.matchAll(/^from __future__ import .*\n/gm)].at(-1)
  return last === undefined ? 0 : last.index + last[0].length
}
