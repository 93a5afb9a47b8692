/** What an expression of a Python program is made of, and by which names what it stands for can be reached. */
import { wordSet } from '../../../core/word-set.ts'
import { type Cell, type Func, type Source, anyCallOf, isCell, outside, parametersOf, readOnce } from '../../flows/flows.ts'
import type { FlowNames } from './names.ts'
import { askedFor } from './unmade.ts'
import { type Node, childOf, insideBrackets, isSyntax, textOf } from '../tree.ts'

/** What the flows of a program are followed by. */
export interface Names {
  readonly table: FlowNames
  readonly parents: ReadonlyMap<Node, Node>
  /** What was found of each expression: nested ones are asked for again and again. */
  readonly found: Map<Node, Source[]>
  /** Properties that the program stores something in. */
  readonly stored: ReadonlySet<string>
  /** Whether the program may keep anything under a name. */
  readonly isMade: (name: string) => boolean
  /** Where something is asked for by a name under which it cannot. */
  readonly takenInVain: Set<Node>
}

/** What an expression is made of: names, calls, and what comes from outside. */
export const sourcesOf = (names: Names, node: Node): Source[] => readOnce(names.found, node, () => readSources(names, node))

const readSources = (names: Names, node: Node): Source[] => {
  const { table } = names
  if (node.name === 'VariableName') return table.at(node)
  if (node.name === 'TypeDef' || node.name === 'PropertyName') return []
  if (node.name === 'YieldExpression' || node.name === 'YieldStatement') return [outside]
  if (node.name === 'LambdaExpression') return [anyCallOf(table.functions.get(node)!)]
  if (node.name === 'CallExpression') return sourcesOfCall(names, node)
  if (node.name === 'MemberExpression') {
    const property = childOf(node, 'PropertyName')
    return [...(property === undefined ? [] : [table.member(textOf(property))]), ...sourcesOf(names, node.children[0]!)]
  }
  return elementsOf(node).flatMap((child) => sourcesOf(names, child))
}

/** What a comprehension goes over counts as far as its names stand in what it gives. */
const elementsOf = ({ name, children }: Node): readonly Node[] =>
  name.endsWith('ComprehensionExpression')
    ? children.slice(
        0,
        children.findIndex((child) => child.name === 'for'),
      )
    : children

/** One argument of a call. */
export interface Argument {
  readonly value: Node
  readonly isPositional: boolean
}

/** What a call hands over. A generator without brackets of its own is no single argument. */
export const argumentsOf = (call: Node): Argument[] => {
  const list = childOf(call, 'ArgList')
  if (list === undefined) return []
  if (childOf(list, 'for') !== undefined) return list.children.flatMap((value) => (isSyntax(value) ? [] : [{ value, isPositional: false }]))
  return insideBrackets(list).flatMap((part) => {
    const value = part.at(-1)
    return value === undefined ? [] : [{ value, isPositional: part.length === 1 }]
  })
}

/** What is called. */
export const calleeOf = (call: Node): Node => call.children[0]!

const sourcesOfCall = (names: Names, node: Node): Source[] => {
  const callee = calleeOf(node)
  if (textOf(callee) === 'len') return []
  const asked = askedFor(node)
  if (asked !== null && !names.isMade(asked.key)) {
    names.takenInVain.add(asked.node)
    return asked.fallback.flatMap((each) => sourcesOf(names, each))
  }
  const called = calledBy(names, node)
  const args = argumentsOf(node).flatMap(({ value }) => {
    const func = names.table.functionOf(value)
    return func === null ? sourcesOf(names, value) : [{ calls: func, args: contextOf(names, node, value) }]
  })
  const of = callee.name === 'MemberExpression' ? sourcesOf(names, callee.children[0]!) : []
  const given = called.map((calls) => ({ calls, args: [...args, ...of] }))
  return [...given, ...args, ...(names.table.functionOf(callee) === null ? sourcesOf(names, callee) : [])]
}

/** The functions of the program that a call may carry out. */
export const calledBy = (names: Names, call: Node): readonly Func[] => {
  const callee = calleeOf(call)
  const func = names.table.functionOf(callee)
  if (func !== null) return [func]
  if (callee.name === 'VariableName') return names.table.isClass(callee) ? names.table.methodsOf('__init__') : []
  const property = childOf(callee, 'PropertyName')
  return property === undefined ? [] : names.table.methodsOf(textOf(property))
}

/** A function that stands where a value is wanted, by itself or by its name. */
export const functionAt = (names: Names, node: Node): Func | null =>
  node.name === 'LambdaExpression' ? names.table.functions.get(node)! : names.table.functionOf(node)

/** What a function may be called with by whoever is handed it in a call. */
export const contextOf = (names: Names, call: Node, handed: Node): Source[] => [
  ...sourcesOf(names, calleeOf(call)),
  ...argumentsOf(call).flatMap(({ value }) => (value === handed || functionAt(names, value) !== null ? [] : sourcesOf(names, value))),
  ...calledBy(names, call).flatMap(parametersOf),
]

const held = wordSet(
  'AwaitExpression ParenthesizedExpression TupleExpression ArrayExpression DictionaryExpression ConditionalExpression NamedExpression',
)

/** The names by which an object may be reached: whoever changes one of them changes what the others hold. */
export const rootsOf = (names: Names, node: Node): Cell[] => {
  if (node.name === 'VariableName') return names.table.at(node).filter(isCell)
  if (node.name === 'MemberExpression') {
    const property = childOf(node, 'PropertyName')
    return [...(property === undefined ? [] : [names.table.member(textOf(property))]), ...rootsOf(names, node.children[0]!)]
  }
  if (node.name === 'CallExpression') {
    const callee = calleeOf(node)
    const given = calledBy(names, node).flatMap(({ gives }) => gives.filter(isCell))
    return [...given, ...rootsOf(names, callee.name === 'MemberExpression' ? callee.children[0]! : callee)]
  }
  return held.has(node.name) ? node.children.flatMap((child) => rootsOf(names, child)) : []
}
