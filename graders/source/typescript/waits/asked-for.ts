/**
 * Which variables and properties a program asks for. A listener that counts the ends decides by them where somebody looks at the count; where nobody does, or
 * where it is merely printed in the end, it waits for nothing.
 */
import type { ts } from 'ts-morph'
import { once } from '../../../core/once.ts'
import { compiler } from '../syntax/compiler.ts'
import { type Name, blockAround, identifiersIn, isName, isProperty, propertyOf } from '../syntax/names.ts'
import { bare, hasModifier, isAssignment, nodesOf } from '../syntax/parse.ts'

/** Tells whether any of these files reads what stands under a name. They are looked through when the first one is asked for. */
export const askedForIn = (files: readonly ts.SourceFile[]): ((name: Name) => boolean) => {
  const asked = once(() => new Asked(files))
  return (name) => asked().has(name)
}

class Asked {
  /** The variables of each block or function, and those of them that are asked for. */
  readonly #declared = new Map<ts.Node, Set<string>>()
  readonly #variables = new Map<ts.Node | null, Set<string>>()
  readonly #properties = new Set<string>()

  constructor(files: readonly ts.SourceFile[]) {
    const nodes = files.flatMap((file) => [...nodesOf(file)])
    for (const node of nodes)
      if (compiler.isVariableDeclaration(node) || compiler.isParameter(node))
        for (const { text } of identifiersIn(node.name)) note(this.#declared, blockAround(node), text)
    for (const node of nodes) if (isName(node)) this.#read(node)
  }

  has(name: Name): boolean {
    return isProperty(name) ? this.#properties.has(name.text) : this.#variables.get(this.#blockOf(name))?.has(name.text) === true
  }

  #read(name: Name): void {
    const taken = compiler.isIdentifier(name) ? propertyOf(name) : null
    if (taken !== null) this.#properties.add(taken)
    else if (!isAsked(name)) return
    else if (isProperty(name)) this.#properties.add(name.text)
    else note(this.#variables, this.#blockOf(name), name.text)
  }

  /** Where a variable is declared; `null` for one that comes from elsewhere. */
  #blockOf({ parent, text }: Name): ts.Node | null {
    let at: ts.Node | undefined = parent
    while (at !== undefined && this.#declared.get(at)?.has(text) !== true) at = at.parent
    return at ?? null
  }
}

const note = <Key>(sets: Map<Key, Set<string>>, key: Key, text: string): void => {
  const known = sets.get(key) ?? new Set<string>()
  sets.set(key, known.add(text))
}

/** What an expression changes: `ended` of `ended++`, `this.ended += 1`, `ended[i] = true` and `ended.push(i)`; `null` where that has no name. */
export const changedBy = (node: ts.Node): Name | null => {
  if (isAssignment(node)) return nameOf(node.left)
  if (compiler.isPrefixUnaryExpression(node) || compiler.isPostfixUnaryExpression(node)) return nameOf(node.operand)
  const callee = compiler.isCallExpression(node) ? node.expression : null
  return callee !== null && compiler.isPropertyAccessExpression(callee) ? nameOf(callee.expression) : null
}

const nameOf = (target: ts.Expression): Name | null => {
  const at = bare(target)
  if (compiler.isElementAccessExpression(at)) return nameOf(at.expression)
  return isName(at) ? at : compiler.isPropertyAccessExpression(at) ? at.name : null
}

/** Neither declared here, nor changed, nor printed. */
const isAsked = (name: Name): boolean => {
  const { parent } = name
  if ('name' in parent && parent.name === name && !isProperty(name))
    return compiler.isExportSpecifier(parent) || (compiler.isVariableDeclaration(parent) && isExported(parent))
  for (let at: ts.Node = name; compiler.isExpression(at) || compiler.isTemplateSpan(at) || isName(at); at = at.parent) {
    if (compiler.isFunctionLike(at)) return true
    if (isPrinting(at) || (isUnused(at) && changedBy(at)?.text === name.text)) return false
  }
  return true
}

const isExported = ({ parent: { parent } }: ts.VariableDeclaration): boolean => hasModifier(parent, compiler.SyntaxKind.ExportKeyword)

/** Nobody looks at the value of an expression that is a statement, or all that an arrow function does. */
const isUnused = ({ parent }: ts.Node): boolean =>
  compiler.isExpressionStatement(parent) || compiler.isVoidExpression(parent) || compiler.isArrowFunction(parent)

/** A call that prints, by the words that it is made with. */
export const isPrinting = (node: ts.Node): boolean =>
  compiler.isCallExpression(node) && /^(?:console\.\w+|process\.(?:stdout|stderr)\.write)$/.test(node.expression.getText())
