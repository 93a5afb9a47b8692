/** Python's scopes: where a name is looked up and where it is bound. */
import type { Dict, Scope, Value } from './values.ts'
import { constant, library, unknown } from './values.ts'
import { isKnown } from './library/names.ts'

/** The scope of a file; `name` is its `__name__`. */
export const moduleScope = (name: string): Scope => ({
  kind: 'module',
  variables: new Map<string, Value>([['__name__', constant(name)]]),
  parent: null,
  elsewhere: new Map(),
  stars: [],
})

/** The scope of the file that a scope lies in. */
export const moduleOf = (scope: Scope): Scope => (scope.parent ? moduleOf(scope.parent) : scope)

/** What `globals()` gives. */
export const namesOf = (scope: Scope): Dict => {
  const module = moduleOf(scope)
  const entries = [...module.variables].map(([name, value]) => [name, { key: constant(name), value }] as const)
  return { is: 'dict', entries: new Map<unknown, { key: Value; value: Value }>(entries), namesOf: module }
}

/** `from module import *`: its names are looked up when nothing else has them. */
export const addStar = (scope: Scope, module: string): void => void moduleOf(scope).stars.push(module)

/** What `super()` means in a method. */
export const superOf = (scope: Scope): Value => {
  for (let here: Scope | null = scope; here; here = here.parent) if (here.method) return { is: 'super', ...here.method }
  return unknown()
}

/** The scope of one function call, or of a class body. */
export const innerScope = (kind: 'function' | 'class', parent: Scope, method?: Scope['method']): Scope => ({
  kind,
  variables: new Map(),
  parent,
  elsewhere: new Map(),
  stars: [],
  method,
})

/** The scope that functions defined here close over: the names of a class body are not visible in its methods. */
export const closureOf = (scope: Scope): Scope => (scope.kind === 'class' ? closureOf(scope.parent!) : scope)

/** What a name stands for: from the inside out, then what was imported by `*`, then Python’s own functions. */
export const lookUp = (scope: Scope, name: string): Value => {
  for (let here: Scope | null = scope; here; here = here.parent) {
    const value = (here.elsewhere.get(name) ?? here).variables.get(name)
    if (value) return value
  }
  const star = moduleOf(scope).stars.findLast((module) => isKnown(`${module}.${name}`))
  if (star !== undefined) return library(`${star}.${name}`)
  return isKnown(`builtins.${name}`) ? library(`builtins.${name}`) : unknown()
}

/** Binds a name, where `global` and `nonlocal` say that it belongs. */
export const bind = (scope: Scope, name: string, value: Value): void => {
  ;(scope.elsewhere.get(name) ?? scope).variables.set(name, value)
}

/** `global` and `nonlocal`. */
export const declareElsewhere = (scope: Scope, name: string, global: boolean): void => {
  if (global) return void scope.elsewhere.set(name, moduleOf(scope))
  for (let outer = scope.parent; outer; outer = outer.parent) {
    if (outer.kind === 'function' && outer.variables.has(name)) return void scope.elsewhere.set(name, outer)
  }
}
