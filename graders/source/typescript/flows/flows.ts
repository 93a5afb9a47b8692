/** What flows into the names of a TypeScript program (see `source/flows/flows.ts`). */
import { wordSet } from '../../../core/word-set.ts'
import type { ts } from 'ts-morph'
import { type Cell, type Flows, type Func, callFromOutside, into, parametersOf } from '../../flows/flows.ts'
import { compiler } from '../syntax/compiler.ts'
import { FlowNames } from './names.ts'
import { type AnyCall, type Names, calledBy, contextOf, functionAt, rootsOf, sourcesOf } from './sources.ts'
import { isProperty } from '../syntax/names.ts'
import { bare, isAssignment } from '../syntax/parse.ts'

/**
 * Follows values through main, given all nodes of the program, parents first, the texts of the other files of the answer, and which nodes main never
 * comes to.
 */
export const flowsIn = (nodes: readonly ts.Node[], others: readonly string[], unreached: ReadonlySet<ts.Node>): Flows<ts.Node> => {
  const names: Names = { table: new FlowNames(nodes, others), found: new Map() }
  const reached = nodes.filter((node) => !unreached.has(node))
  for (const node of reached) noteGiven(names, node)
  for (const node of reached) noteFlow(names, node)
  return { sourcesOf: (node) => sourcesOf(names, node), takenInVain: names.table.takenInVain }
}

/** What functions return and yield. */
const noteGiven = (names: Names, node: ts.Node): void => {
  if (compiler.isArrowFunction(node) && !compiler.isBlock(node.body))
    names.table.functions.get(node)!.gives.push(...sourcesOf(names, node.body))
  if (!compiler.isReturnStatement(node) && !compiler.isYieldExpression(node)) return
  if (node.expression !== undefined) names.table.around(node)?.gives.push(...sourcesOf(names, node.expression))
}

const noteFlow = (names: Names, node: ts.Node): void => {
  if (compiler.isVariableDeclaration(node)) noteDeclared(names, node)
  else if (compiler.isParameter(node) && node.initializer) into(names.table.bound(node.name), sourcesOf(names, node.initializer))
  else if (compiler.isPropertyDeclaration(node) && node.initializer)
    noteStored(names, [names.table.member(node.name.getText())], node.initializer)
  else if (isAssignment(node)) noteAssigned(names, node.left, node.right)
  else if (compiler.isForOfStatement(node) && !compiler.isVariableDeclarationList(node.initializer))
    noteAssigned(names, node.initializer, node.expression)
  else if (compiler.isCallExpression(node) || compiler.isNewExpression(node)) noteCall(names, node)
  else if (compiler.isArrowFunction(node) || compiler.isFunctionExpression(node)) noteLooseFunction(names, node)
  else if (compiler.isIdentifier(node)) noteLooseName(names, node)
}

const noteDeclared = (names: Names, { name, initializer, parent }: ts.VariableDeclaration): void => {
  const loop = parent.parent
  const value = initializer ?? (compiler.isForOfStatement(loop) || compiler.isForInStatement(loop) ? loop.expression : undefined)
  if (value === undefined || functionAt(names, value) !== null) return
  const cells = names.table.bound(name)
  noteStored(names, cells, value)
  if (compiler.isObjectBindingPattern(name)) into(cells, cells)
}

/** What is stored, and by what else it can be reached from then on. */
const noteStored = (names: Names, cells: readonly Cell[], value: ts.Expression): void => {
  into(cells, sourcesOf(names, value))
  into(rootsOf(names, value), cells)
}

const noteAssigned = (names: Names, target: ts.Expression, value: ts.Expression): void => {
  const at = bare(target)
  if (compiler.isElementAccessExpression(at) && names.table.noteNothing(bare(at.argumentExpression))) return
  if (compiler.isArrayLiteralExpression(at)) for (const each of at.elements) noteAssigned(names, each, value)
  else noteStored(names, rootsOf(names, at), value)
}

/** Calls that hand nothing on from one of their arguments to another, nor to the object whose method it is. */
const handsNothingOn = wordSet(
  'send write log info debug error warn fork spawn spawnSync exec execFile kill disconnect end emit stringify isArray from all allSettled race any ' +
    'map forEach filter flatMap reduce find findLast some every join slice at includes indexOf keys values entries concat sort toSorted',
)

const noteCall = (names: Names, node: AnyCall): void => {
  const callee = bare(node.expression)
  const args = node.arguments ?? []
  const called = calledBy(names, node)
  for (const [index, argument] of args.entries()) {
    for (const func of called) handOver(names, func, index, argument)
    const func = functionAt(names, argument)
    if (func !== null) for (const cell of parametersOf(func)) cell.handed.push(...contextOf(names, node, argument))
  }
  const name = compiler.isPropertyAccessExpression(callee) ? callee.name.text : compiler.isIdentifier(callee) ? callee.text : ''
  if (compiler.isIdentifier(callee) && called.length > 0) return
  if (name === 'set' && args[0] !== undefined && names.table.noteNothing(bare(args[0]))) return
  const given = args.flatMap((argument) => sourcesOf(names, argument))
  if (name === 'emit' || !handsNothingOn.has(name)) {
    into(rootsOf(names, compiler.isPropertyAccessExpression(callee) ? callee.expression : callee), given)
    if (names.table.isStored(name)) into([names.table.member(name)], given)
  }
  if (!handsNothingOn.has(name)) for (const argument of args) into(rootsOf(names, argument), [...sourcesOf(names, callee), ...given])
}

/** An argument of a call, and what the function may do to it. */
const handOver = (names: Names, { parameters }: Func, index: number, argument: ts.Expression): void => {
  const isSpread = compiler.isSpreadElement(argument)
  const cells = isSpread ? parameters.flat() : (parameters[Math.min(index, parameters.length - 1)] ?? [])
  for (const cell of cells) cell.handed.push(...sourcesOf(names, argument))
  into(
    rootsOf(names, argument),
    cells.map((changes) => ({ changes })),
  )
}

/** A function that is neither named nor handed to a call may be called by anybody. */
const noteLooseFunction = (names: Names, node: ts.ArrowFunction | ts.FunctionExpression): void => {
  const { parent } = node
  const isHanded = (compiler.isCallExpression(parent) || compiler.isNewExpression(parent)) && parent.expression !== node
  if (!isHanded && !compiler.isVariableDeclaration(parent)) callFromOutside(names.table.functions.get(node)!)
}

/** A function's name that is neither called nor handed to a call. */
const noteLooseName = (names: Names, node: ts.Identifier): void => {
  const { parent } = node
  const isCalled = compiler.isCallExpression(parent) || compiler.isNewExpression(parent)
  if (isProperty(node) && !(compiler.isCallExpression(parent.parent) && parent.parent.expression === parent))
    for (const func of names.table.methodsOf(node.text)) callFromOutside(func)
  else if (
    !isCalled &&
    !isProperty(node) &&
    (compiler.isShorthandPropertyAssignment(parent) || !('name' in parent && parent.name === node))
  ) {
    const func = names.table.functionOf(node)
    if (func !== null) callFromOutside(func)
  }
}
