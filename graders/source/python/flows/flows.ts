/** What flows into the names of a Python program (see `source/flows/flows.ts`). */
import { wordSet } from '../../../core/word-set.ts'
import { type Cell, type Flows, type Func, callFromOutside, into, outside, parametersOf } from '../../flows/flows.ts'
import { bindingsOf } from './bindings.ts'
import { FlowNames, parametersIn } from './names.ts'
import { type Argument, type Names, argumentsOf, calledBy, calleeOf, contextOf, functionAt, rootsOf, sourcesOf } from './sources.ts'
import { askedFor, madeIn } from './unmade.ts'
import { type Node, childOf, textOf } from '../tree.ts'

/**
 * Follows values through a program, given all of its nodes, parents first, the parent of each, and names that keys may have besides those of the program.
 * What goes by the name `_` is not meant to be used: two loops that call it so have nothing to do with one another.
 */
export const flowsIn = (nodes: readonly Node[], parents: ReadonlyMap<Node, Node>, others: readonly string[]): Flows<Node> => {
  const bindings = nodes.flatMap(bindingsOf)
  const properties = bindings.flatMap(({ targets }) => targets.flatMap((target) => childOf(target, 'PropertyName') ?? []))
  const names: Names = {
    table: new FlowNames(nodes, parents),
    parents,
    found: new Map(),
    stored: new Set(properties.map(textOf)),
    isMade: madeIn(nodes, others),
    takenInVain: new Set(),
  }
  for (const { targets } of bindings) for (const target of targets) if (target.name === 'VariableName') names.table.bind(target)
  for (const node of nodes) noteGiven(names, node)
  for (const { targets, values, isOutside } of bindings)
    for (const target of targets)
      if (textOf(target) === '_') into(rootsOf(names, target), [outside])
      else if (!notedUnderNothing(names, target)) noteStored(names, rootsOf(names, target), values, isOutside)
  for (const node of nodes) noteFlow(names, node)
  return { sourcesOf: (node) => sourcesOf(names, node), takenInVain: names.takenInVain }
}

/** `table[message.get('n')] = …` where nobody ever sends an 'n': all that is kept is the last, under `None`. */
const notedUnderNothing = (names: Names, target: Node): boolean => {
  const key = target.name === 'MemberExpression' ? target.children[2] : undefined
  const asked = key?.name === 'CallExpression' ? askedFor(key) : null
  if (asked === null || asked.fallback.length > 0 || names.isMade(asked.key)) return false
  names.takenInVain.add(asked.node)
  return true
}

/** What is stored, and by what else it can be reached from then on. */
const noteStored = (names: Names, cells: readonly Cell[], values: readonly Node[], isOutside: boolean): void => {
  into(cells, isOutside ? [outside] : values.flatMap((value) => sourcesOf(names, value)))
  into(
    values.flatMap((value) => rootsOf(names, value)),
    cells,
  )
}

const funcAround = ({ table, parents }: Names, node: Node): Func | undefined => {
  let at = parents.get(node)
  while (at !== undefined && !table.functions.has(at)) at = parents.get(at)
  return at === undefined ? undefined : table.functions.get(at)
}

/** What functions return and yield. */
const noteGiven = (names: Names, node: Node): void => {
  const isGiving = node.name === 'ReturnStatement' || node.name === 'YieldStatement' || node.name === 'YieldExpression'
  if (node.name === 'LambdaExpression') names.table.functions.get(node)!.gives.push(...sourcesOf(names, node.children.at(-1)!))
  else if (isGiving) funcAround(names, node)?.gives.push(...node.children.flatMap((child) => sourcesOf(names, child)))
}

const noteFlow = (names: Names, node: Node): void => {
  if (node.name === 'CallExpression') noteCall(names, node)
  else if (node.name === 'FunctionDefinition' || node.name === 'LambdaExpression') noteFunction(names, node)
  else if (node.name === 'ClassDefinition') noteClass(names, node)
  else if (node.name === 'VariableName') noteLooseName(names, node)
  else if (node.name === 'MemberExpression') noteLooseMember(names, node)
}

/** Calls that neither keep their arguments nor change them. */
const reading = wordSet(
  'print len str int float repr range enumerate zip map filter sorted reversed sum min max abs list tuple set dict any all join index count keys ' +
    'values items get isinstance next iter',
)

/** Calls that hand their arguments on as copies. */
const copying = wordSet('put put_nowait send submit apply apply_async map imap imap_unordered starmap map_async starmap_async')

const noteCall = (names: Names, node: Node): void => {
  const callee = calleeOf(node)
  const called = calledBy(names, node)
  const args = argumentsOf(node)
  for (const [index, { value, isPositional }] of args.entries()) {
    for (const { parameters } of called) {
      const cells = isPositional && index < parameters.length ? parameters[index]! : parameters.flat()
      for (const cell of cells) cell.handed.push(...sourcesOf(names, value))
      into(
        rootsOf(names, value),
        cells.map((changes) => ({ changes })),
      )
    }
    const func = functionAt(names, value)
    if (func !== null) for (const cell of parametersOf(func)) cell.handed.push(...contextOf(names, node, value))
  }
  if (names.table.functionOf(callee) !== null) return
  noteUnknownCall(names, node, args)
}

const noteUnknownCall = (names: Names, node: Node, args: readonly Argument[]): void => {
  const callee = calleeOf(node)
  const name = textOf(childOf(callee, 'PropertyName') ?? callee)
  const given = args.flatMap(({ value }) => sourcesOf(names, value))
  const isMethod = callee.name === 'MemberExpression'
  if (!reading.has(name)) into(rootsOf(names, isMethod ? callee.children[0]! : callee), given)
  if (reading.has(name) || copying.has(name)) return
  for (const { value } of args) into(rootsOf(names, value), [...sourcesOf(names, callee), ...given])
}

/** Decorators that leave a function as it is. */
const plain =
  /^@\s*(?:property|staticmethod|classmethod|abstractmethod|(?:functools\s*\.\s*)?(?:cache|lru_cache|cached_property)\b.*|\w+\.setter)\s*$/s

const noteFunction = (names: Names, node: Node): void => {
  const func = names.table.functions.get(node)!
  for (const { fallback } of parametersIn(node))
    if (fallback !== undefined) for (const cell of parametersOf(func)) cell.handed.push(...sourcesOf(names, fallback))
  const parent = names.parents.get(node)
  const decorators = parent?.name === 'DecoratedStatement' ? parent.children.filter(({ name }) => name === 'Decorator') : []
  if (decorators.every((each) => plain.test(textOf(each)))) return
  func.gives.push(outside)
  callFromOutside(func)
}

/** An object holds whatever its class stores in it, and what its classes above do. */
const noteClass = (names: Names, node: Node): void => {
  const name = childOf(node, 'VariableName')
  const bases = childOf(node, 'ArgList')
  const waiting = [node]
  const cells = name === undefined ? [] : rootsOf(names, name)
  if (bases !== undefined) into(cells, sourcesOf(names, bases))
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at.name === 'PropertyName') into(cells, [names.table.member(textOf(at))])
    waiting.push(...at.children)
  }
}

/** A function's name that is neither called nor handed to a call may be called by anybody. */
const noteLooseName = (names: Names, node: Node): void => {
  const func = names.table.functionOf(node)
  const parent = names.parents.get(node)
  if (func === null || parent === undefined || parent.name === 'FunctionDefinition') return
  if (parent.name !== 'CallExpression' && parent.name !== 'ArgList') callFromOutside(func)
}

/** A method that is handed to somebody, who may call it with anything: `callback=results.append`. */
const noteLooseMember = (names: Names, node: Node): void => {
  const property = childOf(node, 'PropertyName')
  const parent = names.parents.get(node)
  if (property === undefined || (parent?.name === 'CallExpression' && parent.children[0] === node)) return
  const methods = names.table.methodsOf(textOf(property))
  for (const func of methods) callFromOutside(func)
  if (methods.length === 0 && !names.stored.has(textOf(property))) into(rootsOf(names, node.children[0]!), [outside])
}
