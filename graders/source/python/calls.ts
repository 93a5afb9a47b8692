/** Calls and attributes: who is meant, and what happens then. */
import { once } from '../../core/once.ts'
import { bindParameters, isExact } from './arguments.ts'
import { returned } from './branches.ts'
import { dictMethod, listMethod } from './containers.ts'
import { awaitAll } from './coroutines.ts'
import { fillFields } from './data-classes.ts'
import { generate, lazyMethod } from './generators.ts'
import { findMember, libraryBase } from './definitions.ts'
import { callLibrary } from './library/library.ts'
import { canonical } from './library/names.ts'
import { newPool, poolMethod, taskMethod } from './library/pools.ts'
import { askBy } from './polls.ts'
import { isProcessItself, newRunner, readInThread, replacedInAll, runnerAttribute, runnerMethod } from './library/processes.ts'
import { textValue } from './shown.ts'
import { stackMethod } from './library/stacks.ts'
import { innerScope } from './scope.ts'
import type { Node } from './tree.ts'
import { textOf } from './tree.ts'
import type { Args, Bound, Class, Constant, Func, Scope, Value } from './values.ts'
import { NO_ARGS, argsOf, library, list, constant, unknown } from './values.ts'
import { handToStranger, noteStrangeWait } from './waits.ts'
import type { Frame, Walk } from './walk.ts'
import { during, itemsOf } from './walk.ts'

/** How often one function may be inside itself before the reader stops following. */
const MAX_RECURSION = 6

/** What a call gives; what it does is noted on the way. Of something unknown that is called nothing is known. */
export const call = (walk: Walk, callee: Value, args: Args, site: Node): Value => {
  switch (callee.is) {
    case 'function':
      return callFunction(walk, callee, args)
    case 'bound':
      return callBound(walk, callee, args, site)
    case 'method':
      return callNative(walk, callee.self, callee.name, awaitAll(args), site)
    case 'class':
      return instantiate(walk, callee, args, site)
    case 'library':
      return callLibrary(walk, callee.name, awaitAll(args), site)
    case 'partial':
      return walk.call(callee.callee, merged(callee.args, args), site)
    case 'instance':
      return walk.callMethod(callee, '__call__', args, site)
    default:
      askBy(walk, args.positional)
      return unknown()
  }
}

const merged = (first: Args, second: Args): Args => ({
  ...second,
  positional: [...first.positional, ...second.positional],
  keywords: new Map([...first.keywords, ...second.keywords]),
})

/** `p.run()` of a subclass is noted: it does the process's work in main. */
const callBound = (walk: Walk, { self, function: method }: Bound, args: Args, site: Node): Value => {
  const isRun = self.is === 'runner' && self.kind === 'process' && /\.\s*run\s*\(/.test(textOf(site))
  if (isRun && walk.state.who !== 'worker') walk.records.ranByMain.add(site)
  return callFunction(walk, method, { ...args, positional: [self, ...args.positional] }, self)
}

const callFunction = (walk: Walk, callee: Func, args: Args, self?: Value): Value => {
  const { state } = walk
  if (state.active.filter((node) => node === callee.body).length >= MAX_RECURSION) return unknown()
  const scope = innerScope('function', callee.scope, self && callee.owner && { self, class: callee.owner })
  bindParameters(walk, callee, args, scope)
  if (callee.generator) return generate(walk, callee, scope)
  if (callee.isAsync) return { is: 'coroutine', body: callee.body, run: once(() => readBody(walk, callee, scope)) }
  return readBody(walk, callee, scope)
}

const readBody = (walk: Walk, { body }: Func, scope: Scope): Value => {
  const { state } = walk
  if (body.name !== 'Body') return walk.evaluate(body, scope)
  const frame: Frame = { perhaps: null, yields: [], answers: [] }
  state.active.push(body)
  state.frames.push(frame)
  const read = () => during(walk, 'mayBreak', false, () => during(walk, 'mayStop', null, () => walk.execute(body, scope)))
  const completion = during(walk, 'loops', 0, read)
  state.frames.pop()
  state.active.pop()
  if (completion.how === 'raise') state.raised = true
  return returned(completion, frame)
}

const instantiate = (walk: Walk, own: Class, args: Args, site: Node): Value => {
  const self = newInstance(walk, own, args, site)
  const initializer = findMember(own, '__init__')
  if (initializer?.is === 'function') walk.call({ is: 'bound', self, function: initializer }, args, site)
  else if (self.is === 'runner' && !findMember(own, '__post_init__')) runnerMethod(walk, self, '__init__', args, site)
  else fillFields(walk, self, own, args, site)
  return self
}

const newInstance = (walk: Walk, own: Class, args: Args, site: Node): Value => {
  const base = canonical(libraryBase(own) ?? '')
  if (base === 'multiprocessing.Process') return newRunner('process', own)
  if (base === 'threading.Thread' || base === 'multiprocessing.dummy.Process') return newRunner('thread', own)
  if (base === 'multiprocessing.Pool') return newPool(walk, 'pool', args, site)
  if (base === 'concurrent.futures.ProcessPoolExecutor') return newPool(walk, 'executor', args, site)
  return { is: 'instance', class: own, attributes: new Map() }
}

/** The methods of what Python itself provides. */
const callNative = (walk: Walk, self: Value, name: string, args: Args, site: Node): Value => {
  if (self.is === 'runner') return runnerMethod(walk, self, name, args, site)
  if (self.is === 'pool') return poolMethod(walk, self, name, args, site)
  if (self.is === 'task') return taskMethod(walk, self, name, args, site)
  if (self.is === 'stack') return stackMethod(walk, self, name, args, site) ?? unknown()
  if (self.is === 'lazy') return lazyMethod(walk, self, name)
  if (name === '__enter__') return self
  if (self.is === 'constant' && name === 'join') return joined(walk, self, args)
  if (self.is === 'list') return listMethod(walk, self, name, args)
  if (self.is === 'dict') askBy(walk, args.positional)
  if (self.is === 'dict') return dictMethod(walk, self, name, args)
  noteStrangeWait(walk, self, name, args, site)
  handToStranger(walk, args, site)
  if (self.is === 'unknown' && self.unordered) return unknown({ unordered: self.unordered })
  const [pool, callee, ...rest] = args.positional
  if (name === 'run_in_executor' && pool?.is === 'pool') return poolMethod(walk, pool, 'submit', argsOf(callee ?? unknown(), ...rest), site)
  if (name === 'run_in_executor') readInThread(walk, callee, rest, site)
  return unknown()
}

/** `', '.join(texts)` */
const joined = (walk: Walk, { value }: Constant, { positional: [texts = unknown()] }: Args): Value => {
  const parts = itemsOf(walk, texts).map((text) => (text.is === 'constant' && typeof text.value === 'string' ? text.value : null))
  const isKnown = isExact(texts) && typeof value === 'string' && !parts.includes(null)
  return textValue(isKnown ? parts.join(value) : null)
}

/** What `value.name` stands for, looked up as Python does: in the object, then in its class and those that it extends. */
export const attribute = (walk: Walk, value: Value, name: string, site: Node): Value => {
  if (value.is === 'module') return value.scope.variables.get(name) ?? moduleWithin(walk, value.scope, name)
  if (value.is === 'library')
    return (
      (isProcessItself(value) ? walk.state.ofAllProcesses.get(name) : undefined) ?? knownModule(walk, libraryAttribute(value.name, name))
    )
  if (value.is === 'class') return classAttribute(value, name)
  if (value.is === 'super') return superAttribute(walk, value.self, value.class, name, site)
  if (value.is === 'instance')
    return value.attributes.get(name) ?? memberOf(walk, value, value.class, name, site) ?? lastResort(walk, value, value.class, name, site)
  if (value.is !== 'runner') return { is: 'method', self: value, name }
  const own = value.attributes.get(name) ?? (value.class && memberOf(walk, value, value.class, name, site))
  return own ?? replacedInAll(walk, value, name) ?? runnerAttribute(walk, value, name) ?? { is: 'method', self: value, name }
}

/** A package that does not have the name itself may have a file of that name beside it. */
const moduleWithin = (walk: Walk, { variables }: Scope, name: string): Value => {
  const own = variables.get('__name__')
  const value = own?.is === 'constant' ? walk.importModule(`${own.value}.${name}`) : unknown()
  return value.is === 'module' ? value : unknown()
}

/** A name of a package may be a file of the answer. */
const knownModule = (walk: Walk, value: Value): Value => (value.is === 'library' ? walk.importModule(value.name) : value)

const libraryAttribute = (module: string, name: string): Value => {
  const full = canonical(`${module}.${name}`)
  return full === 'sys.argv' ? list([constant('program.py')]) : library(full)
}

const classAttribute = (value: Class, name: string): Value => {
  const member = findMember(value, name)
  if (member?.is === 'function' && member.kind === 'classmethod') return { is: 'bound', self: value, function: member }
  const base = libraryBase(value)
  return member ?? (base === undefined ? unknown() : libraryAttribute(canonical(base), name))
}

/** `__getattr__` is asked for what is not there otherwise. */
const lastResort = (walk: Walk, self: Value, own: Class, name: string, site: Node): Value => {
  const asked = memberOf(walk, self, own, '__getattr__', site)
  return asked === undefined ? unknown() : walk.call(asked, argsOf(constant(name)), site)
}

const memberOf = (walk: Walk, self: Value, own: Class, name: string, site: Node): Value | undefined => {
  const member = findMember(own, name)
  if (member?.is !== 'function' || member.kind === 'staticmethod') return member
  if (member.kind === 'classmethod') return { is: 'bound', self: own, function: member }
  const bound: Value = { is: 'bound', self, function: member }
  return member.kind === 'property' ? walk.call(bound, NO_ARGS, site) : bound
}

const superAttribute = (walk: Walk, self: Value, own: Class, name: string, site: Node): Value => {
  for (const base of own.bases) {
    const found = base.is === 'class' && memberOf(walk, self, base, name, site)
    if (found) return found
  }
  return { is: 'method', self, name }
}
