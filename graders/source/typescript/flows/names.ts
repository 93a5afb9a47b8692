/** The names of a TypeScript program, each with its scope, and its functions: what flows are followed between. */
import { wordSet } from '../../../core/word-set.ts'
import type { ts } from 'ts-morph'
import { type Cell, type Func, type Source, anyCallOf, newCell, outside } from '../../flows/flows.ts'
import { compiler } from '../syntax/compiler.ts'
import { FlowScopes } from './scopes.ts'
import { isAssignment, nodesOf } from '../syntax/parse.ts'
import { isTakenOut, unmadeIn } from './unmade.ts'
import { blockAround, identifiersIn, isConst, isModule, propertyOf } from '../syntax/names.ts'

/** Parts of the language that know nothing of the world. */
const pure = wordSet(
  'undefined NaN Infinity Math JSON Array Number String Boolean Object Map Set WeakMap BigInt Symbol Promise Date Error performance ' +
    'parseInt parseFloat isNaN isFinite structuredClone console',
)

const isWithoutDefault = ({ parent }: ts.Identifier): boolean => compiler.isBindingElement(parent) && parent.initializer === undefined

/** What each name of a program may hold, and its functions. */
export class FlowNames extends FlowScopes {
  /** In no function's scope: the files' own functions, by their declaration. */
  readonly functions = new Map<ts.Node, Func>()
  readonly #stored = new Set<string>()
  readonly #constructors = new Map<ts.Node, Func>()
  readonly #isUnmade: (name: string) => boolean
  readonly #empty = new Set<Cell>()
  /** Where something is taken out that nobody has put in. */
  readonly takenInVain = new Set<ts.Node>()

  constructor(nodes: readonly ts.Node[], others: readonly string[]) {
    super()
    this.#isUnmade = unmadeIn(nodes, others)
    for (const node of nodes) this.declareModule(node)
    for (const node of nodes) this.#declare(node)
  }

  /** What a name stands for. */
  at(name: ts.Identifier): Source[] {
    const cell = this.cellOf(name)
    if (cell === undefined) return pure.has(name.text) ? [] : [outside]
    return this.#empty.has(cell) ? [] : [cell]
  }

  /** True for what is surely `undefined`: a property that nobody has put into anything. That it is asked for is noted. */
  noteNothing(node: ts.Node): boolean {
    const cell = compiler.isIdentifier(node) ? this.cellOf(node) : undefined
    if (cell !== undefined) return this.#empty.has(cell)
    const isUnmade = isTakenOut(node, (name) => this.isVariable(name)) && this.#isUnmade(node.name.text)
    if (isUnmade) this.takenInVain.add(node)
    return isUnmade
  }

  /** The one function that a name always stands for. */
  functionOf(name: ts.Identifier): Func | null {
    return this.lookUp(name)?.func ?? null
  }

  /** The constructors of a class of the program, by its name; `null` for a name that is no class. */
  constructorsOf(name: ts.Identifier): readonly Func[] | null {
    const found = this.lookUp(name)?.class
    return found === undefined ? null : [this.#constructors.get(found)].flatMap((each) => each ?? [])
  }

  get constructors(): readonly Func[] {
    return [...this.#constructors.values()]
  }

  /** Whether the program stores anything under that name. */
  isStored(name: string): boolean {
    return this.#stored.has(name)
  }

  /** The names that a declaration binds. */
  bound(name: ts.BindingName): Cell[] {
    return identifiersIn(name).flatMap((each) => this.cellOf(each) ?? [])
  }

  around(node: ts.Node): Func | null {
    let at: ts.Node | undefined = node.parent
    while (at !== undefined && !this.functions.has(at)) at = at.parent
    return at === undefined ? null : this.functions.get(at)!
  }

  #bind(name: ts.BindingName, scope: ts.Node, home: Func | null, ...from: Source[]): Cell[] {
    return identifiersIn(name).map((each) => {
      const cell = newCell(home, ...from)
      const property = propertyOf(each)
      if (property !== null && isWithoutDefault(each) && this.#isUnmade(property)) {
        this.#empty.add(cell)
        this.takenInVain.add(each)
      } else if (property !== null) {
        cell.from.push(this.member(property))
        this.member(property).from.push(cell)
      }
      this.add(scope, each.text, { cell })
      return cell
    })
  }

  #declare(node: ts.Node): void {
    if (compiler.isFunctionLike(node)) this.#declareFunction(node as ts.FunctionLikeDeclaration)
    else if (compiler.isVariableDeclaration(node)) this.#declareVariable(node)
    else if (compiler.isClassLike(node)) this.#declareClass(node)
    else if (compiler.isPropertyDeclaration(node) || compiler.isPropertyAssignment(node) || compiler.isShorthandPropertyAssignment(node))
      this.#stored.add(node.name.getText())
    else if (isAssignment(node) && compiler.isPropertyAccessExpression(node.left)) this.#stored.add(node.left.name.text)
  }

  #declareVariable(node: ts.VariableDeclaration): void {
    const value = node.initializer
    const isFunction = value !== undefined && (compiler.isArrowFunction(value) || compiler.isFunctionExpression(value))
    if (isFunction && isConst(node) && compiler.isIdentifier(node.name)) return
    if (value !== undefined && isModule(value)) return
    if (value !== undefined && this.isOfModule(value)) for (const { text } of identifiersIn(node.name)) this.import(blockAround(node), text)
    else this.#bind(node.name, blockAround(node), this.around(node), ...(compiler.isCatchClause(node.parent) ? [outside] : []))
  }

  #declareFunction(node: ts.FunctionLikeDeclaration): void {
    const parameters: Cell[][] = []
    const func: Func = { around: this.around(node), parameters, gives: [] }
    this.functions.set(node, func)
    for (const { name, modifiers } of node.parameters) {
      const cells = this.#bind(name, node, func)
      parameters.push(cells)
      if (modifiers !== undefined && compiler.isIdentifier(name)) this.#keep(name.text, cells)
    }
    if (compiler.isConstructorDeclaration(node)) this.#constructors.set(node.parent, func)
    else if (compiler.isMethodDeclaration(node) || compiler.isAccessor(node)) this.#declareMethod(node, func)
    else this.#nameFunction(node, func)
  }

  /** `constructor(private readonly size: number)` */
  #keep(name: string, cells: readonly Cell[]): void {
    this.#stored.add(name)
    this.member(name).from.push(...cells)
    for (const cell of cells) cell.from.push(this.member(name))
  }

  #declareMethod(node: ts.MethodDeclaration | ts.AccessorDeclaration, func: Func): void {
    const name = node.name.getText()
    this.addMethod(name, func)
    if (compiler.isAccessor(node)) this.member(name).from.push(anyCallOf(func))
  }

  #nameFunction(node: ts.SignatureDeclaration | ts.FunctionLikeDeclaration, func: Func): void {
    const { parent } = node
    const cell = newCell(func.around, anyCallOf(func))
    if (compiler.isFunctionDeclaration(node) && node.name) this.add(blockAround(node), node.name.text, { cell, func })
    else if (compiler.isFunctionExpression(node) && node.name) this.add(node, node.name.text, { cell, func })
    if (compiler.isVariableDeclaration(parent) && compiler.isIdentifier(parent.name) && isConst(parent))
      this.add(blockAround(parent), parent.name.text, { cell, func })
  }

  /** An object holds whatever its class stores in it. */
  #declareClass(node: ts.ClassLikeDeclaration): void {
    const own = [...nodesOf(node)].flatMap((at) =>
      compiler.isPropertyAccessExpression(at) && at.expression.kind === compiler.SyntaxKind.ThisKeyword ? [this.member(at.name.text)] : [],
    )
    const cell = newCell(this.around(node), ...own, ...(node.heritageClauses === undefined ? [] : [outside]))
    if (node.name !== undefined) this.add(blockAround(node), node.name.text, { cell, class: node })
  }
}
