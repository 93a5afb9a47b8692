/** `try` and `with`: what surrounds a body, and is done when it is left. The body is read by whoever asks, in as many steps as they like. */
import type { Node } from './tree.ts'
import { afterAwait } from './coroutines.ts'
import { isKnown } from './library/names.ts'
import { countWaits, noteTried } from './past-waits.ts'
import { childOf, splitAtCommas, textOf } from './tree.ts'
import type { Scope, Value } from './values.ts'
import { NONE, argsOf } from './values.ts'
import { noteUnread } from './undone.ts'
import type { Completion, Walk } from './walk.ts'
import { NEXT } from './walk.ts'

/** The reading of a statement that stops wherever a generator yields, and goes on when somebody pulls. */
export type Steps = Generator<void, Completion>
/** How the body of a statement is read: all at once, or in steps. */
export type Body = (body: Node | undefined) => Steps

/** Nothing is supposed to fail: handlers are read only after a `raise`, or when the body cannot end otherwise. */
export function* readTry(walk: Walk, node: Node, scope: Scope, read: Body): Steps {
  const [body, ...others] = clausesOf(node)
  let last = NEXT
  let completion = NEXT
  try {
    const waits = countWaits(walk.records)
    completion = yield* read(body?.body)
    if (completion.how !== 'raise') {
      noteTried(walk, node, waits)
      for (const { keyword, caught, body: handler } of others) if (keyword === 'except' && !byHand.test(caught)) noteUnread(walk, handler)
    }
    if (completion.how === 'next') readStandIns(walk, body?.body, others, scope)
    const handler = completion.how === 'raise' && walk.state.budget > 0 ? others.find(({ keyword }) => keyword === 'except') : undefined
    const next = handler ?? (completion.how === 'next' ? others.find(({ keyword }) => keyword === 'else') : undefined)
    if (next) completion = yield* read(next.body)
  } finally {
    last = walk.execute(others.find(({ keyword }) => keyword === 'finally')?.body, scope)
  }
  return last.how === 'next' ? completion : last
}

/** While a program is graded nobody interrupts it. */
const byHand = /^\(?\s*(?:KeyboardInterrupt|SystemExit)\b(?!.*(?:Error|Exception))/

/** What a handler gives a name for which the library need not be there is known, and the library is not: `except ImportError: tqdm = lambda it: it`. */
const readStandIns = (walk: Walk, body: Node | undefined, others: readonly Clause[], scope: Scope): void => {
  const handler = others.find(
    ({ keyword, caught }) => keyword === 'except' && /^:?$|\b(?:ImportError|ModuleNotFoundError|Exception)\b/.test(caught),
  )
  const statements = body?.children.filter(({ name }) => name.endsWith('Statement')) ?? []
  if (!handler || statements.length === 0 || statements.some(({ name }) => name !== 'ImportStatement')) return
  const before = new Map(scope.variables)
  walk.execute({ ...handler.body, children: handler.body.children.filter(({ name }) => binds.test(name)) }, scope)
  for (const [name, value] of scope.variables) {
    const imported = before.get(name)
    if (imported && imported !== value && !(isForeign(imported) && isOfUse(value))) scope.variables.set(name, imported)
  }
}

const binds = /^(?:Import|Assign)Statement$|^(?:Function|Class)Definition$/
const isForeign = (value: Value): boolean => value.is === 'library' && !isKnown(value.name)
const isOfUse = (value: Value): boolean =>
  value.is === 'function' || value.is === 'class' || (value.is === 'library' && isKnown(value.name))

interface Clause {
  readonly keyword: string
  /** What stands between the keyword and the colon. */
  readonly caught: string
  readonly body: Node
}

const clausesOf = (node: Node): Clause[] => {
  let keyword = ''
  let caught = ''
  return node.children.flatMap((child) => {
    if (/^(?:try|except|else|finally)$/.test(child.name)) {
      keyword = child.name
      caught = ''
    } else if (child.name !== 'Body') caught += textOf(child)
    return child.name === 'Body' ? [{ keyword, caught, body: child }] : []
  })
}

/** Reads a `with`: enters each of its items, reads the body, and leaves them in the opposite order. */
export function* readWith(walk: Walk, node: Node, scope: Scope, read: Body): Steps {
  const items = splitAtCommas(node.children.filter(({ name }) => name !== 'with' && name !== 'async' && name !== 'Body'))
  const isAsync = childOf(node, 'async') !== undefined
  const leave: (() => void)[] = []
  for (const [expression, , target] of items) {
    const manager = walk.evaluate(expression, scope)
    const [enter, exit] = isAsync && manager.is === 'instance' ? ['__aenter__', '__aexit__'] : ['__enter__', '__exit__']
    const entered = afterAwait(walk.callMethod(manager, enter, argsOf(), node))
    if (target) walk.assign(target, entered, scope)
    leave.unshift(() => void afterAwait(walk.callMethod(manager, exit, argsOf(NONE, NONE, NONE), node)))
  }
  try {
    return yield* read(childOf(node, 'Body'))
  } finally {
    for (const exit of leave) exit()
  }
}

/** Reads the whole of it at once. */
export const atOnce =
  (readPart: typeof readTry) =>
  (walk: Walk, node: Node, scope: Scope): Completion => {
    // oxlint-disable-next-line require-yield
    const steps = readPart(walk, node, scope, function* (body) {
      return walk.execute(body, scope)
    })
    return steps.next().value ?? NEXT
  }
