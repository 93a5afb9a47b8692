/** Names and what they stand for: scopes, declarations, destructuring and assignment. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { noteIfCarried } from './carried.ts'
import type { Machine } from './machine.ts'
import { bare } from '../syntax/parse.ts'
import { anyOf, boxOf, collect, elementAt, fieldsFrom, heldBy, holderOf, setField } from '../values/boxes.ts'
import { chained } from '../waits/settling.ts'
import {
  constant,
  constantOf,
  either,
  isUndefined,
  mostOf,
  newBox,
  nowhere,
  refer,
  settled,
  symbolOf,
  textOf,
  through,
  together,
  unknown,
} from '../values/values.ts'
import type { Box, Frame, Part, Path, Ref, Scope, Value } from '../values/things.ts'

/** A scope within another; `over` are the repeats of which every round is meant in it. */
export const innerScope = (parent: Scope, frame: Frame = parent.frame, over: Path = nowhere): Scope => ({
  variables: new Map(),
  parent,
  frame,
  over,
})

/** The value of a name. A name that is given other values elsewhere keeps only what is no plain constant, and no number. */
export const lookUp = (name: string, scope: Scope): Value | null => {
  let over = nowhere
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const value = at.variables.get(name)
    if (value !== undefined) {
      const known = at.frame.module.reassigned.has(name)
        ? value.filter(({ thing }) => thing.kind !== 'constant' && thing.kind !== 'count')
        : value
      return over.size === 0 ? known : settled(known, over)
    }
    over = together(over, at.over)
  }
  return null
}

/** Introduces every name of a binding. */
export const declare = (machine: Machine, target: ts.BindingName, value: Value, scope: Scope): void => {
  machine.counters.bornAt(scope.variables, machine.path)
  if (compiler.isIdentifier(target)) scope.variables.set(target.text, value)
  else if (compiler.isObjectBindingPattern(target)) declareFields(machine, target, value, scope)
  else declareElements(machine, target, value, scope)
}

const declareFields = (machine: Machine, pattern: ts.ObjectBindingPattern, value: Value, scope: Scope): void => {
  for (const element of pattern.elements) {
    const key = element.propertyName ?? element.name
    const name = nameOf(machine, key, scope)
    const given = element.dotDotDotToken !== undefined ? value : name === null ? unknown : machine.get(value, name, element)
    declare(machine, element.name, orDefault(machine, given, element.initializer, scope), scope)
  }
}

const declareElements = (machine: Machine, pattern: ts.ArrayBindingPattern, value: Value, scope: Scope): void => {
  for (const [index, element] of pattern.elements.entries()) {
    if (!compiler.isBindingElement(element)) continue
    const given = element.dotDotDotToken !== undefined ? restOf(machine, value, index) : valueAt(machine, value, constant(index), element)
    declare(machine, element.name, orDefault(machine, given, element.initializer, scope), scope)
  }
}

const orDefault = (machine: Machine, given: Value, initializer: ts.Expression | undefined, scope: Scope): Value => {
  if (initializer === undefined) return given
  if (given.length === 0) return machine.maybe(() => machine.evaluate(initializer, scope)).filter(({ thing }) => thing.kind !== 'constant')
  return isUndefined(given) ? machine.evaluate(initializer, scope) : given
}

const restOf = (machine: Machine, value: Value, from: number): Value =>
  value.flatMap((ref) => {
    const box = boxOf(ref)
    if (box === null) return []
    const most = box.most === null ? null : Math.max(0, box.most - from)
    const rest = newBox(machine.path, { fields: fieldsFrom(box, from), items: box.items, closed: box.closed, most })
    const part: Part = from === 0 || box.items.length === 0 ? 'all' : `from ${from}`
    return through(ref, refer({ ...rest, cutFrom: ref.part }, machine.path, part))
  })

/** The text of a property's name; `null` when it is computed from what is not known. */
export const nameOf = (machine: Machine, name: ts.PropertyName | ts.BindingName, scope: Scope): string | null => {
  if (compiler.isComputedPropertyName(name)) {
    const key = machine.evaluate(name.expression, scope)
    const found = constantOf(key)
    return found === null ? symbolOf(key) : String(found.value)
  }
  return compiler.isObjectBindingPattern(name) || compiler.isArrayBindingPattern(name) ? null : name.text
}

/** `object[key]`. */
export const valueAt = (machine: Machine, object: Value, key: Value, node: ts.Node): Value => {
  const name = textOf(key) ?? symbolOf(key)
  if (name !== null) return machine.get(object, name, node)
  const number = key.every(({ thing }) => thing.kind === 'constant') ? mostOf(key) : null
  return object.flatMap((ref) => {
    const { thing } = ref
    if (thing.kind === 'message') return [ref]
    if (thing.kind !== 'box') return []
    if (number !== null) return elementAt(ref, thing, number, machine.path)
    const rounds = roundsOf(machine, key, thing)
    return rounds === null ? anyOf(ref, thing, machine.path) : through({ ...ref, ...inRounds(ref, thing, rounds) }, heldBy(thing))
  })
}

/** The repeats that change a key from round to round; `null` when it does not change, so that it is one key that nobody knows. */
const roundsOf = (machine: Machine, key: Value, box: Box): Path | null => {
  const [first, ...others] = key
  if (first !== undefined) {
    const own = [...first.needs].filter((repeat) => others.every(({ needs }) => needs.has(repeat)))
    return own.length === 0 ? null : new Set(own)
  }
  const round = [...machine.path].findLast((repeat) => !box.birth.has(repeat))
  return round === undefined ? null : new Set([round])
}

/** A loop that goes round less often than the list is long does not reach all of it. */
const inRounds = (ref: Ref, box: Box, rounds: Path): Pick<Ref, 'needs' | 'part'> => {
  const [repeat] = rounds
  const short = rounds.size === 1 && repeat!.times !== null && box.most !== null && repeat!.times < box.most
  return { needs: together(ref.needs, rounds), part: short ? 'some' : ref.part }
}

/** `target = value`. */
export const assign = (machine: Machine, target: ts.Expression, value: Value, scope: Scope): void => {
  const to = bare(target)
  if (compiler.isIdentifier(to)) assignName(machine, to, value, scope)
  else if (compiler.isPropertyAccessExpression(to)) assignField(machine, machine.evaluate(to.expression, scope), to.name.text, value, to)
  else if (compiler.isElementAccessExpression(to)) assignElement(machine, to, value, scope)
  else if (compiler.isArrayLiteralExpression(to)) assignEach(machine, to, value, scope)
  else if (compiler.isObjectLiteralExpression(to)) assignFields(machine, to, value, scope)
}

const assignName = (machine: Machine, target: ts.Identifier, value: Value, scope: Scope): void => {
  const name = target.text
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const old = at.variables.get(name)
    if (old === undefined) continue
    noteIfCarried(machine, target, old, value)
    const given = chained(old, value, machine.path)
    at.variables.set(name, machine.isCertain ? given : either(old, given))
    return
  }
}

const assignField = (machine: Machine, object: Value, name: string, value: Value, target: ts.Expression): void => {
  for (const ref of object) {
    const holder = holderOf(ref)
    if (holder === null) continue
    const old = holder.fields.get(name) ?? unknown
    noteIfCarried(machine, target, old, value)
    setField(holder, name, chained(old, value, machine.path), machine.isCertain)
  }
}

const assignElement = (machine: Machine, to: ts.ElementAccessExpression, value: Value, scope: Scope): void => {
  const object = machine.evaluate(to.expression, scope)
  const key = machine.evaluate(to.argumentExpression, scope)
  const name = constantOf(key)?.value ?? symbolOf(key)
  if (name !== null) return assignField(machine, object, String(name), value, to)
  for (const ref of object) {
    const box = boxOf(ref)
    if (box !== null) collect(box, value, machine.path)
  }
}

const assignEach = (machine: Machine, to: ts.ArrayLiteralExpression, value: Value, scope: Scope): void => {
  for (const [index, element] of to.elements.entries())
    if (!compiler.isOmittedExpression(element) && !compiler.isSpreadElement(element))
      assign(machine, element, valueAt(machine, value, constant(index), element), scope)
}

const assignFields = (machine: Machine, to: ts.ObjectLiteralExpression, value: Value, scope: Scope): void => {
  for (const property of to.properties) {
    if (compiler.isShorthandPropertyAssignment(property))
      assign(machine, property.name, machine.get(value, property.name.text, property), scope)
    const name = compiler.isPropertyAssignment(property) ? nameOf(machine, property.name, scope) : null
    if (name !== null && compiler.isPropertyAssignment(property))
      assign(machine, property.initializer, machine.get(value, name, property), scope)
  }
}

/** `const a = …, b = …`. */
export const declareAll = (machine: Machine, list: ts.VariableDeclarationList, scope: Scope): void => {
  for (const { name, initializer } of list.declarations)
    declare(machine, name, initializer === undefined ? constant(undefined) : machine.evaluate(initializer, scope), scope)
}
