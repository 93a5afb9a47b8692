/** The names of a Python program, each with its scope, and its functions: what flows are followed between. */
import { wordSet } from '../../../core/word-set.ts'
import { type Cell, type Func, type Source, anyCallOf, newCell, outside, Properties } from '../../flows/flows.ts'
import type { Node } from '../tree.ts'
import { childOf, textOf } from '../tree.ts'

/** Names of the language that know nothing of the world. */
const pure = wordSet(
  'len range enumerate zip map filter sorted reversed sum min max abs round pow divmod list tuple dict set frozenset str int float bool repr ' +
    'iter next any all format print isinstance type object super staticmethod classmethod property slice chr ord complex __name__',
)

const scopes: ReadonlySet<string> = new Set([
  'Script',
  'FunctionDefinition',
  'LambdaExpression',
  'ClassDefinition',
  'ComprehensionExpression',
  'ArrayComprehensionExpression',
  'SetComprehensionExpression',
  'DictionaryComprehensionExpression',
])

/** A generator expression has no brackets of its own where it is the only argument. */
const isScope = (node: Node): boolean => scopes.has(node.name) || (node.name === 'ArgList' && childOf(node, 'for') !== undefined)

interface Named {
  readonly cell: Cell
  readonly func?: Func
  readonly isClass?: true
}

interface Scope {
  readonly names: Map<string, Named>
  readonly parent: Scope | null
  readonly isClass: boolean
  readonly func: Func | null
  /** Names declared `global` or `nonlocal`. */
  readonly elsewhere: Set<string>
}

/** What each name of a program may hold, and its functions. */
export class FlowNames extends Properties {
  readonly functions = new Map<Node, Func>()
  readonly #scopeOf = new Map<Node, Scope>()
  readonly #selves = new Set<Cell>()

  readonly #parents: ReadonlyMap<Node, Node>

  /** The nodes of a program, parents first, and the parent of each. */
  constructor(nodes: readonly Node[], parents: ReadonlyMap<Node, Node>) {
    super()
    this.#parents = parents
    for (const node of nodes) if (isScope(node)) this.#open(node)
    for (const node of nodes) if (node.name === 'ScopeStatement') this.#sendElsewhere(node)
  }

  /** What a name stands for; the object of a method is told by its properties alone. */
  at(name: Node): Source[] {
    const text = textOf(name)
    const found = this.#lookUp(this.scopeAround(name), text)
    if (found === null) return pure.has(text) ? [] : [outside]
    return this.#selves.has(found.cell) ? [] : [found.cell]
  }

  functionOf(name: Node): Func | null {
    return name.name === 'VariableName' ? (this.#lookUp(this.scopeAround(name), textOf(name))?.func ?? null) : null
  }

  isClass(name: Node): boolean {
    return this.#lookUp(this.scopeAround(name), textOf(name))?.isClass === true
  }

  /** The cell of a name that is bound here. */
  bind(name: Node): Cell {
    const text = textOf(name)
    const scope = this.#home(this.scopeAround(name), text)
    const cell = scope.names.get(text)?.cell ?? newCell(scope.func)
    scope.names.set(text, { cell })
    if (scope.isClass) this.member(text).from.push(cell)
    return cell
  }

  scopeAround(node: Node): Scope {
    let at: Node | undefined = this.#parents.get(node)
    while (at !== undefined && !this.#scopeOf.has(at)) at = this.#parents.get(at)
    return this.#scopeOf.get(at!)!
  }

  #lookUp(scope: Scope, name: string) {
    for (let at: Scope | null = scope; at !== null; at = at.parent) {
      const found = at.isClass && at !== scope ? undefined : at.names.get(name)
      if (found !== undefined) return found
    }
    return null
  }

  /** Where a name is bound that is declared `global` or `nonlocal`. */
  #home(scope: Scope, name: string): Scope {
    let at = scope
    while (at.elsewhere.has(name) && at.parent !== null) at = at.parent
    return at
  }

  /** Passed on from scope to scope until one of them has the name: that of the module for `global`. */
  #sendElsewhere(node: Node): void {
    const names = node.children.filter(({ name }) => name === 'VariableName').map(textOf)
    const isGlobal = childOf(node, 'global') !== undefined
    for (const name of names)
      for (let at = this.scopeAround(node); at.parent !== null; at = at.parent) {
        if (!isGlobal && at !== this.scopeAround(node) && at.names.has(name)) break
        at.elsewhere.add(name)
      }
  }

  #open(node: Node): void {
    const parent = this.#parents.has(node) ? this.scopeAround(node) : null
    const isFunction = node.name === 'FunctionDefinition' || node.name === 'LambdaExpression'
    const parameters: Cell[][] = []
    const around = parent?.func ?? null
    const func: Func | null = isFunction ? { around, parameters, gives: [] } : around
    const scope: Scope = { names: new Map(), parent, isClass: node.name === 'ClassDefinition', func, elsewhere: new Set() }
    this.#scopeOf.set(node, scope)
    if (isFunction) this.#declareFunction(node, func!, scope, parameters)
    else if (scope.isClass) this.#name(parent!, childOf(node, 'VariableName'), { cell: newCell(around), isClass: true })
  }

  /** A name that is given twice may stand for either. */
  #name(scope: Scope, name: Node | undefined, named: Named): void {
    if (name === undefined) return
    const before = scope.names.get(textOf(name))
    if (before !== undefined) named.cell.from.push(before.cell)
    scope.names.set(textOf(name), before === undefined ? named : { cell: named.cell })
  }

  #declareFunction(node: Node, func: Func, scope: Scope, parameters: Cell[][]): void {
    this.functions.set(node, func)
    const isMethod = scope.parent?.isClass === true
    const hasSelf = isMethod && !/@\s*staticmethod\b/.test(headOf(this.#parents.get(node)!))
    for (const [index, { text }] of parametersIn(node).entries()) {
      const cell = newCell(func)
      scope.names.set(text, { cell })
      if (hasSelf && index === 0) this.#selves.add(cell)
      else parameters.push([cell])
    }
    const name = childOf(node, 'VariableName')
    if (node.name === 'LambdaExpression' || name === undefined) return
    if (!isMethod) return this.#name(scope.parent!, name, { cell: newCell(func.around, anyCallOf(func)), func })
    const text = textOf(name)
    this.addMethod(text, func)
    this.member(text).from.push(anyCallOf(func))
  }
}

const headOf = (node: Node): string => (node.name === 'DecoratedStatement' ? textOf(node).slice(0, 100) : '')

/** The parameters of a function, without the names of their types and of their defaults. */
export const parametersIn = (node: Node): { readonly text: string; readonly fallback: Node | undefined }[] => {
  const list = childOf(node, 'ParamList')?.children ?? []
  return list.flatMap((child, index) => {
    const before = list[index - 1]?.name
    if (child.name !== 'VariableName' || before === 'AssignOp') return []
    const rest = list.slice(index + 1)
    const end = rest.findIndex(({ name }) => name === ',')
    const own = end === -1 ? rest : rest.slice(0, end)
    const sign = own.findIndex(({ name }) => name === 'AssignOp')
    return [{ text: textOf(child), fallback: sign === -1 ? undefined : own[sign + 1] }]
  })
}
