/** What cannot stand between the parentheses of a call. */
import type { Flaw, LogicalLine, Token } from './tokens.ts'

/** One call whose parentheses are open. */
interface OpenCall {
  readonly depth: number
  /** How many tokens of the present argument have been seen. */
  seen: number
  /** The first argument that had a name. */
  named: Token | null
  /** `lambda` words whose colon has not come. */
  lambdas: number
}

/** The first argument that cannot be where it is. `opensCall` tells whether a parenthesis belongs to a call. */
export const findArgumentFlaw = ({ tokens }: LogicalLine, opensCall: (at: number) => boolean): Flaw | null => {
  const calls: OpenCall[] = []
  for (const [at, token] of tokens.entries()) {
    const call = calls.at(-1)
    if (call && token.depth === call.depth && token.text === ')') calls.pop()
    else if (call && token.depth === call.depth + 1) {
      const flaw = argumentFlaw(call, token, tokens[at + 1])
      if (flaw) return flaw
    }
    if (token.text === '(' && opensCall(at)) calls.push({ depth: token.depth, seen: 0, named: null, lambdas: 0 })
  }
  return null
}

const argumentFlaw = (call: OpenCall, token: Token, after: Token | undefined): Flaw | null => {
  if (token.text === 'lambda') call.lambdas += 1
  if (token.text === ':' && call.lambdas > 0) call.lambdas -= 1
  call.seen = token.text === ',' && call.lambdas === 0 ? 0 : call.seen + 1
  if (call.seen === 0 || call.lambdas > 0) return null
  const isNamed = token.kind === 'name' && after?.text === '=' && after.depth === token.depth
  if (call.seen === 1) return firstOfArgument(call, token, isNamed)
  const misplaced = token.text === '=' && call.seen > 2
  return misplaced ? { at: token.from, message: 'Before this = a plain name was expected; to compare two values write ==.' } : null
}

const firstOfArgument = (call: OpenCall, token: Token, isNamed: boolean): Flaw | null => {
  if (isNamed) call.named ??= token
  const isPlain = !isNamed && token.text !== '*' && token.text !== '**'
  if (!isPlain || !call.named) return null
  return { at: token.from, message: `After ${call.named.text}=… every argument needs a name too: is a name or an = missing here?` }
}
