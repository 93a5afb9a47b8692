/** The scopes of a TypeScript program: where each name is declared, and which names stand for modules. */
import type { ts } from 'ts-morph'
import { type Cell, type Func, newCell, outside, Properties } from '../../flows/flows.ts'
import { compiler } from '../syntax/compiler.ts'
import { blockAround, identifiersIn, isModule } from '../syntax/names.ts'
import { bare } from '../syntax/parse.ts'

/** What a name in a scope was declared as. */
interface Declared {
  readonly cell: Cell
  readonly func?: Func
  readonly class?: ts.ClassLikeDeclaration
}

/** The names that are declared so far. */
export class FlowScopes extends Properties {
  readonly #scopes = new Map<ts.Node, Map<string, Declared>>()
  readonly #imported = new Set<Cell>()

  /** What the innermost scope that has a name declares it as. */
  protected lookUp(name: ts.Identifier): Declared | null {
    for (let at: ts.Node | undefined = name; at !== undefined; at = at.parent) {
      const found = this.#scopes.get(at)?.get(name.text)
      if (found !== undefined) return found
    }
    return null
  }

  /** A name that is declared twice may stand for either. */
  protected add(scope: ts.Node, name: string, declared: Declared): void {
    const names = this.#scopes.get(scope) ?? new Map<string, Declared>()
    this.#scopes.set(scope, names)
    const before = names.get(name)
    if (before === undefined) return void names.set(name, declared)
    declared.cell.from.push(before.cell)
    names.set(name, { cell: declared.cell })
  }

  /** `import … from`, `const … = require(…)` and `const … = await import(…)`. */
  protected declareModule(node: ts.Node): void {
    if (compiler.isImportClause(node) || compiler.isImportSpecifier(node) || compiler.isNamespaceImport(node)) {
      if (node.name !== undefined) this.import(node.getSourceFile(), node.name.text)
    } else if (compiler.isVariableDeclaration(node) && node.initializer !== undefined && isModule(node.initializer))
      for (const { text } of identifiersIn(node.name)) this.import(blockAround(node), text)
  }

  /** Declares a name of a module, or of something in one. */
  protected import(scope: ts.Node, name: string): void {
    const cell = newCell(null, outside)
    this.#imported.add(cell)
    this.add(scope, name, { cell })
  }

  /** The name of a module, or of a part of it: whatever is taken out of it was put there by others. */
  protected isOfModule(value: ts.Expression): boolean {
    const at = bare(value)
    if (compiler.isPropertyAccessExpression(at)) return this.isOfModule(at.expression)
    return compiler.isIdentifier(at) && this.cellOf(at) !== undefined && !this.isVariable(at)
  }

  /** What a name stands for that is declared in the program. */
  protected cellOf(name: ts.Identifier): Cell | undefined {
    return this.lookUp(name)?.cell
  }

  /** True for a name that is declared in the program, and was not imported. */
  protected isVariable(name: ts.Identifier): boolean {
    const cell = this.cellOf(name)
    return cell !== undefined && !this.#imported.has(cell)
  }
}
