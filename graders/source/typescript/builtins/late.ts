/** Listeners that may come too late: an end is told once, to whoever listens at that moment. */
import type { ts } from 'ts-morph'
import { compiler } from '../syntax/compiler.ts'
import type { Machine } from '../walk/machine.ts'
import type { Link } from '../waits/waiting.ts'

/** Notes a listener for the end of one of several processes that is put up when the end of another has been awaited. */
export const noteIfLate = (machine: Machine, links: readonly Link[], node: ts.Node): void => {
  if (machine.uncertain > 0 || machine.path.size === 0) return
  const isOfEarlier = links.some(
    ({ to }) =>
      to.kind === 'happening' &&
      to.for === 'end' &&
      to.start.birth.size > 0 &&
      [...machine.path].some((repeat) => repeat.inOrder && !to.start.birth.has(repeat)),
  )
  if (isOfEarlier && isInAwaitingLoop(node)) machine.late.add(node)
}

/** What lets a process end: one that is let go in the same round waits until its turn has come. */
const letsGo = /\.\s*(?:disconnect|kill|send|end)\s*\(/

const isInAwaitingLoop = (node: ts.Node): boolean => {
  let at = node.parent
  while (!compiler.isIterationStatement(at, false)) {
    const isLeft = compiler.isFunctionLike(at) && !compiler.isNewExpression(at.parent)
    if (isLeft || compiler.isSourceFile(at)) return false
    at = at.parent
  }
  const text = at.statement.getText()
  return /\bawait\b/.test(text) && !letsGo.test(text)
}
