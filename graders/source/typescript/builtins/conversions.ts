/** Numbers and texts made of what main was given, and keys that are no texts. */
import { builtin, constant, constantOf, unknown } from '../values/values.ts'
import { argument } from './builtin.ts'
import type { Builtin, Builtins } from './builtin.ts'

/** `Number(process.argv[2])` of main is no number. */
const convert =
  (to: (value: unknown) => string | number | boolean): Builtin =>
  (call) => {
    const found = constantOf(argument(call, 0))
    return found === null
      ? argument(call, 0).filter(({ thing }) => thing.kind === 'message' || thing.kind === 'count')
      : constant(to(found.value))
  }

const toInteger = convert((value) => Number.parseInt(String(value), 10))
const toFloat = convert((value) => Number.parseFloat(String(value)))

/** `Symbol('ended')`: a key of its own for every place that makes one. */
const symbol: Builtin = ({ node }) => builtin(`Symbol.${node.getSourceFile().fileName}:${node.pos}`)

/** By their full names. */
export const conversions: Builtins = {
  Symbol: symbol,
  Number: convert(Number),
  parseInt: toInteger,
  parseFloat: toFloat,
  'Number.parseInt': toInteger,
  'Number.parseFloat': toFloat,
  String: convert(String),
  Boolean: convert(Boolean),
  isNaN: convert((value) => Number.isNaN(Number(value))),
  'Number.isNaN': convert(Number.isNaN),
  'Number.isInteger': convert(Number.isInteger),
  'Number.isFinite': convert(Number.isFinite),
  'Date.now': () => unknown,
  'performance.now': () => unknown,
  'new Date': () => unknown,
}
