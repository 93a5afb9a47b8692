/** Classes of the program: their objects, their methods, their static members. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import { callClosure, closureOf, deepest } from './functions.ts'
import type { Machine } from './machine.ts'
import { hasModifier } from '../syntax/parse.ts'
import { innerScope, nameOf } from './patterns.ts'
import { newBox, nowhere, refer, settled, unknown } from '../values/values.ts'
import type { Box, Klass, Scope, Value } from '../values/things.ts'

/** A class, with its static members set up. */
export const classOf = (machine: Machine, node: ts.ClassLikeDeclaration, scope: Scope): Value => {
  const heritage = node.heritageClauses?.find(({ token }) => token === compiler.SyntaxKind.ExtendsKeyword)?.types[0]
  const base = heritage === undefined ? unknown : machine.evaluate(heritage.expression, scope)
  const own = innerScope(scope)
  const klass: Klass = { kind: 'class', node, scope: own, base, statics: newBox(nowhere), names: namesOf(machine, node, scope) }
  const value = refer(klass)
  if (node.name !== undefined) own.variables.set(node.name.text, value)
  const inner = innerScope(own, { ...scope.frame, self: value, home: klass })
  for (const member of node.members) {
    if (compiler.isClassStaticBlockDeclaration(member)) machine.execute(member.body, inner)
    else if (compiler.isPropertyDeclaration(member) && isStatic(member)) initialize(machine, klass.statics, member, inner)
  }
  return value
}

const namesOf = (machine: Machine, node: ts.ClassLikeDeclaration, scope: Scope): Klass['names'] =>
  new Map(
    node.members.flatMap((member) => {
      const name = member.name === undefined ? null : nameOf(machine, member.name, scope)
      return name === null ? [] : [[member, name] as const]
    }),
  )

const isStatic = (member: ts.ClassElement): boolean => hasModifier(member, compiler.SyntaxKind.StaticKeyword)

const initialize = (machine: Machine, box: Box, member: ts.PropertyDeclaration, scope: Scope): void => {
  const name = nameOf(machine, member.name, scope)
  if (name === null) return
  if (member.initializer !== undefined) box.fields.set(name, settled(machine.evaluate(member.initializer, scope), box.birth))
  // It is no method, and nobody knows yet what it holds.
  else if (!box.fields.has(name)) box.fields.set(name, unknown)
}

/** `new callee(…)`. */
export const construct = (machine: Machine, callee: Value, args: readonly Value[], node: ts.Node): Value => {
  const classes = callee.flatMap(({ thing }) => (thing.kind === 'class' ? [thing] : []))
  if (classes.length === 0) return machine.call(asConstructor(callee), args, node)
  return classes.flatMap((klass) => {
    const value = refer(newBox(machine.path, { klass }), machine.path)
    setUp(machine, klass, value, args, node)
    return value
  })
}

/** Builtin classes go by `new Name`, so that `Promise(…)` and `new Promise(…)` are told apart. */
const asConstructor = (callee: Value): Value =>
  callee.map((ref) => (ref.thing.kind === 'builtin' ? { ...ref, thing: { kind: 'builtin', name: `new ${ref.thing.name}` } } : ref))

/** Fields and constructor, those of the base class first. */
const setUp = (machine: Machine, klass: Klass, self: Value, args: readonly Value[], node: ts.Node): void => {
  if (machine.callStack.length > deepest) return
  const own = klass.node.members.filter(compiler.isConstructorDeclaration).find(({ body }) => body !== undefined)
  if (own === undefined) setUpBase(machine, klass, self, args, node)
  const [ref] = self
  const scope = innerScope(klass.scope, { ...klass.scope.frame, self, home: klass })
  for (const member of klass.node.members)
    if (compiler.isPropertyDeclaration(member) && !isStatic(member) && ref?.thing.kind === 'box')
      initialize(machine, ref.thing, member, scope)
  if (own === undefined) return
  for (const { thing } of closureOf(own, klass.scope, { self, home: klass }))
    if (thing.kind === 'closure') callClosure(machine, thing, args, node)
}

const setUpBase = (machine: Machine, klass: Klass, self: Value, args: readonly Value[], node: ts.Node): void => {
  for (const { thing } of klass.base) if (thing.kind === 'class') setUp(machine, thing, self, args, node)
}

/** `super(…)`. */
export const constructBase = (machine: Machine, scope: Scope, args: readonly Value[], node: ts.Node): Value => {
  const { home, self } = scope.frame
  if (home !== null) setUpBase(machine, home, self, args, node)
  return unknown
}

/** `super.name`. */
export const inherited = (scope: Scope, name: string): Value => {
  const { home, self } = scope.frame
  return (home?.base ?? []).flatMap(({ thing }) => (thing.kind === 'class' ? (memberOf(thing, name, false, self) ?? []) : []))
}

/** A method or getter by its name, looked for in the class and then in those that it extends. */
export const memberOf = (klass: Klass, name: string, ofClass: boolean, self: Value): Value | null => {
  for (let at: Klass | undefined = klass; at !== undefined; at = baseOf(at)) {
    const home: Klass = at
    const found = home.node.members.find(
      (member): member is ts.MethodDeclaration => isCallable(member) && isStatic(member) === ofClass && home.names.get(member) === name,
    )
    if (found !== undefined) return closureOf(found, home.scope, { self, home })
    const field = ofClass ? home.statics.fields.get(name) : undefined
    if (field !== undefined) return field
  }
  return null
}

const isCallable = (member: ts.ClassElement): boolean =>
  (compiler.isMethodDeclaration(member) && member.body !== undefined) || compiler.isGetAccessorDeclaration(member)

const baseOf = (klass: Klass): Klass | undefined =>
  klass.base.map(({ thing }) => thing).find((thing): thing is Klass => thing.kind === 'class')
