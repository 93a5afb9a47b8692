/** Objects and lists as they are written out. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { boxOf, collect, lengthOf, spread } from '../values/boxes.ts'
import { iterated } from './loops.ts'
import { closureOf } from './functions.ts'
import type { Machine } from './machine.ts'
import { nameOf } from './patterns.ts'
import type { Box, Scope, Value } from '../values/things.ts'
import { newBox, refer, settled, through } from '../values/values.ts'

/** `{ … }`. */
export const object = (machine: Machine, node: ts.ObjectLiteralExpression, scope: Scope): Value => {
  const box = newBox(machine.path)
  const value = refer(box, machine.path)
  for (const member of node.properties) addMember(machine, box, value, member, scope)
  return value
}

const addMember = (machine: Machine, box: Box, self: Value, member: ts.ObjectLiteralElementLike, scope: Scope): void => {
  if (compiler.isSpreadAssignment(member)) return addAll(machine, box, machine.evaluate(member.expression, scope))
  const name = nameOf(machine, member.name, scope)
  const value = compiler.isPropertyAssignment(member)
    ? machine.evaluate(member.initializer, scope)
    : compiler.isShorthandPropertyAssignment(member)
      ? machine.evaluate(member.name, scope)
      : closureOf(member, scope, { self, birth: machine.path })
  if (name === null) collect(box, value, machine.path)
  else box.fields.set(name, settled(value, box.birth))
}

/** `{ ...other }` and `[...other]`. */
const addAll = (machine: Machine, box: Box, value: Value): void => {
  for (const ref of value) {
    const other = boxOf(ref)
    if (other === null) continue
    for (const [key, field] of other.fields) box.fields.set(key, settled(through(ref, field), box.birth))
    collect(box, through(ref, other.items), machine.path)
  }
}

/** Lists longer than this are not told apart element by element. */
const longestTuple = 64

/** `[ … ]`. */
export const array = (machine: Machine, node: ts.ArrayLiteralExpression, scope: Scope): Value => {
  const { elements } = node
  const exact = elements.length <= longestTuple && !elements.some(compiler.isSpreadElement)
  const box = newBox(machine.path, { most: elements.length })
  for (const [index, each] of elements.entries()) {
    if (compiler.isSpreadElement(each)) {
      const value = iterated(machine, machine.evaluate(each.expression, scope), each)
      const more = lengthOf(value)
      box.most = box.most === null || more === null ? null : box.most - 1 + more
      collect(box, spread(value), machine.path)
    } else if (exact) box.fields.set(String(index), settled(machine.evaluate(each, scope), box.birth))
    else collect(box, machine.evaluate(each, scope), machine.path)
  }
  return refer(box, machine.path)
}
