/** Cells of a TypeScript or JavaScript notebook to a program. */
import type { ts as compiler } from 'ts-morph'
import type { CellCode } from '../split/assemble.ts'
import type { Program } from './python.ts'

interface Statement {
  readonly cell: number
  readonly text: string
  readonly binds: readonly string[]
  readonly names: ReadonlySet<string>
}

/** Makes the program that an answer's cells are, with the imports and declarations that it needs of the cells before them. */
export const scriptProgram = async (own: readonly CellCode[], earlier: readonly CellCode[], entry: string): Promise<Program> => {
  const read = await statementReader()
  const ownStatements = own.flatMap(read)
  const available = earlier.flatMap(read).filter(({ binds }) => binds.length > 0)
  const bound = new Set(ownStatements.flatMap(({ binds }) => binds))
  const taken = new Set<Statement>()
  const waiting = ownStatements.flatMap(({ names }) => [...names])
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const wanted = name
    const source = bound.has(wanted) ? undefined : available.findLast(({ binds }) => binds.includes(wanted))
    if (source === undefined || taken.has(source)) continue
    taken.add(source)
    for (const each of source.binds) bound.add(each)
    waiting.push(...source.names)
  }
  const brought = available.filter((each) => taken.has(each))
  const parts = [...brought.map(({ cell, text }) => `// from cell ${cell}\n${text}`), ...own.map(({ code }) => code.trimEnd())]
  const names = brought.flatMap(({ binds }) => binds)
  const notes =
    names.length === 0
      ? []
      : [`${names.join(', ')} came along from earlier cells: a program of its own has to import or define what it uses.`]
  return { files: [{ path: entry, text: `${parts.join('\n\n')}\n` }], notes, from: brought.map(({ cell }) => cell) }
}

/** The compiler is heavy and few notebooks need it. */
const statementReader = async (): Promise<(cell: CellCode) => Statement[]> => {
  const { compiler: ts } = await import('../../source/typescript/syntax/compiler.ts')
  const bindsOf = (node: compiler.Node): string[] => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause
      const bindings = clause?.namedBindings
      const named =
        bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings.name.text] : bindings.elements.map(({ name }) => name.text)
      return clause?.name === undefined ? named : [clause.name.text, ...named]
    }
    if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(({ name }) => identifiersIn(name))
    const declares =
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isEnumDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node)
    return declares && node.name !== undefined ? [node.name.text] : []
  }
  const identifiersIn = (node: compiler.Node): string[] => {
    const found: string[] = []
    const look = (each: compiler.Node, depth: number): void => {
      if (ts.isIdentifier(each)) found.push(each.text)
      else if (depth < 200) ts.forEachChild(each, (child) => look(child, depth + 1))
    }
    look(node, 0)
    return found
  }
  return ({ cell, code }) => {
    const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest, true)
    return file.statements.map((node) => ({ cell, text: node.getText(file), binds: bindsOf(node), names: new Set(identifiersIn(node)) }))
  }
}
