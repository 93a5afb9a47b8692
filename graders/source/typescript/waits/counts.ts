/**
 * Counts of ends: `if (++ended === 4) resolve()`. A number that goes up or down by one with each end says how many ends it takes until main goes on; how
 * many processes there are, the run tells.
 */
import type { ts } from 'ts-morph'
import { boxOf, holderOf } from '../values/boxes.ts'
import { compiler } from '../syntax/compiler.ts'
import type { Asked, Count, Counter, Direction, Fields, Question } from './counters.ts'
import type { Machine } from '../walk/machine.ts'
import { comparisons } from '../values/operators.ts'
import { bare, isAssignment } from '../syntax/parse.ts'
import type { Box, Path, Scope, Value } from '../values/things.ts'
import { constantOf, mostOf, nowhere, onlyOf, unknown } from '../values/values.ts'

interface Place {
  readonly fields: Fields
  readonly name: string
  readonly birth: Path
}

/** Where a name or a property has its value: `ended`, `this.#open`, `state.left`. */
const placeOf = (machine: Machine, node: ts.Expression, scope: Scope): Place | null => {
  const at = bare(node)
  if (compiler.isIdentifier(at)) return variable(at.text, scope)
  if (!compiler.isPropertyAccessExpression(at)) return null
  const object = bare(at.expression)
  if (!compiler.isIdentifier(object) && object.kind !== compiler.SyntaxKind.ThisKeyword) return null
  const only = onlyOf(machine.evaluate(object, scope))
  const holder = only === null ? null : holderOf(only)
  return holder === null ? null : { fields: holder.fields, name: at.name.text, birth: holder.birth }
}

const variable = (name: string, scope: Scope): Place | null => {
  for (let at: Scope | null = scope; at !== null; at = at.parent)
    if (at.variables.has(name)) return { fields: at.variables, name, birth: nowhere }
  return null
}

const counterAt = (machine: Machine, node: ts.Expression, scope: Scope): Counter | null => {
  const at = bare(node)
  if (compiler.isPropertyAccessExpression(at) && (at.name.text === 'size' || at.name.text === 'length')) {
    const only = onlyOf(machine.evaluate(at.expression, scope))
    const box = only === null ? null : boxOf(only)
    if (box !== null && !box.fields.has(at.name.text)) return machine.counters.ofElements(box)
  }
  const place = placeOf(machine, node, scope)
  return place === null ? null : machine.counters.of(place.fields, place.name, place.birth)
}

/** `n++`, `n += 1`, `n = n + 1`, and the same downwards: what is changed, and by how much. */
const stepIn = (node: ts.Node): { readonly target: ts.Expression; readonly by: Direction; readonly givesOld: boolean } | null => {
  if (compiler.isPrefixUnaryExpression(node) || compiler.isPostfixUnaryExpression(node)) {
    const by = directions.get(node.operator)
    return by === undefined ? null : { target: node.operand, by, givesOld: compiler.isPostfixUnaryExpression(node) }
  }
  if (!isAssignment(node)) return null
  const added = node.operatorToken.kind === compiler.SyntaxKind.EqualsToken ? sumOn(node.left, bare(node.right)) : node
  const by = added === null ? undefined : directions.get(added.operatorToken.kind)
  return by !== undefined && bare(added!.right).getText() === '1' ? { target: node.left, by, givesOld: false } : null
}

/** `n + 1` for `n` */
const sumOn = (target: ts.Expression, value: ts.Expression): ts.BinaryExpression | null =>
  compiler.isBinaryExpression(value) && bare(value.left).getText() === target.getText() ? value : null

const directions: ReadonlyMap<ts.SyntaxKind, Direction> = new Map([
  [compiler.SyntaxKind.PlusPlusToken, 1],
  [compiler.SyntaxKind.PlusEqualsToken, 1],
  [compiler.SyntaxKind.PlusToken, 1],
  [compiler.SyntaxKind.MinusMinusToken, -1],
  [compiler.SyntaxKind.MinusEqualsToken, -1],
  [compiler.SyntaxKind.MinusToken, -1],
])

/** Something is given another value: a counter by one, or anything at all. What is done about that depends on the counter. */
export const noteChange = (machine: Machine, node: ts.Node, target: ts.Expression, scope: Scope): void => {
  const step = stepIn(node)
  const place = placeOf(machine, target, scope)
  if (step === null && place !== null) machine.counters.reset(place.fields, place.name, machine.path)
  const counter = step === null || place === null ? null : machine.counters.of(place.fields, place.name, place.birth)
  if (step === null || counter === null) return machine.change(node)
  // From here on nobody knows what it is.
  place!.fields.set(place!.name, unknown)
  count(machine, counter, step.by, node)
}

/** A list, Map or Set has one element more: a count, too, where somebody asks how many there are. */
export const noteElement = (machine: Machine, box: Box, node: ts.Node): void => {
  const counter = machine.counters.ofElements(box)
  if (counter === null) machine.change(node)
  else count(machine, counter, 1, node)
}

/** It has one less, or none any more. */
export const noteTaken = (machine: Machine, box: Box): void => {
  const counter = machine.counters.ofElements(box)
  if (counter !== null) counter.isReset = true
}

const count = (machine: Machine, counter: Counter, by: Direction, node: ts.Node): void => {
  const { causes, activation, path } = machine
  const after = [...causes.flatMap(({ links }) => links), ...(activation.promise?.after ?? [])].map(({ to }) => to)
  counter.steps.push({ by, node, after, path, activation })
  machine.counting([{ counter, asked: null }], () => machine.change(node))
}

/** A field that a loop changes by one, round by round, is another number in each: nobody knows which. Of a variable that is known anyhow. */
export const forgetSteps = (machine: Machine, loop: ts.IterationStatement, scope: Scope): void => {
  for (const target of steppedIn(loop)) {
    const place = placeOf(machine, target, scope)
    if (place !== null && machine.counters.of(place.fields, place.name, place.birth) !== null) place.fields.set(place.name, unknown)
  }
}

const steppedIn = (loop: ts.IterationStatement): readonly ts.Expression[] => {
  const known = stepped.get(loop)
  if (known !== undefined) return known
  const targets: ts.Expression[] = []
  const look = (node: ts.Node): void => {
    const target = stepIn(node)?.target
    if (target !== undefined && compiler.isPropertyAccessExpression(bare(target))) targets.push(target)
    if (!compiler.isFunctionLike(node)) compiler.forEachChild(node, look)
  }
  look(loop)
  stepped.set(loop, targets)
  return targets
}

const stepped = new WeakMap<ts.IterationStatement, readonly ts.Expression[]>()

/** Notes a comparison of a counter with a number, both sides of which have been walked through. */
export const noteComparison = (machine: Machine, node: ts.BinaryExpression, left: Value, right: Value, scope: Scope): void => {
  const compare = comparisons.get(node.operatorToken.kind)
  if (compare === undefined) return
  const [a, b] = [mostOf(left), mostOf(right)]
  if (b !== null) ask(machine, node, node.left, scope, { holds: (value) => compare(value, b), isToAtMost: constantOf(right) === null })
  if (a !== null) ask(machine, node, node.right, scope, { holds: (value) => compare(a, value), isToAtMost: constantOf(left) === null })
}

const ask = (
  machine: Machine,
  node: ts.Expression,
  side: ts.Expression,
  scope: Scope,
  comparison: Pick<Asked, 'holds' | 'isToAtMost'>,
): Question | null => {
  const step = stepIn(bare(side))
  const counter = counterAt(machine, step?.target ?? side, scope)
  if (counter === null) return null
  const { activation } = machine
  const isBehindStep = counter.steps.some((each) => each.activation === activation)
  const question: Asked = { node, activation, isBehindStep, isOfOld: step?.givesOld === true, ...comparison }
  counter.asked.push(question)
  machine.counters.asked.set(node, { counter, question })
  return { counter, question }
}

/** What a condition, which has been walked through, says of counters where it comes to `truth`. */
export const countsIn = (machine: Machine, condition: ts.Expression, truth: boolean, scope: Scope): readonly Count[] => {
  const at = bare(condition)
  if (compiler.isPrefixUnaryExpression(at) && at.operator === compiler.SyntaxKind.ExclamationToken)
    return countsIn(machine, at.operand, !truth, scope)
  if (compiler.isBinaryExpression(at) && at.operatorToken.kind === (truth ? and : or))
    return [at.left, at.right].flatMap((side) => countsIn(machine, side, truth, scope))
  const asked = compiler.isBinaryExpression(at)
    ? machine.counters.asked.get(at)
    : ask(machine, at, at, scope, { holds: Boolean, isToAtMost: false })
  if (asked?.question.isBehindStep !== true) return []
  return [{ counter: asked.counter, asked: { question: asked.question, answer: truth } }]
}

const [and, or] = [compiler.SyntaxKind.AmpersandAmpersandToken, compiler.SyntaxKind.BarBarToken]
