/** Data classes and named tuples: what their fields hold when one is made. */
import { findMember, libraryBase } from './definitions.ts'
import type { Node } from './tree.ts'
import type { Args, Class, Instance, List, Value } from './values.ts'
import { NO_ARGS, list, unknown } from './values.ts'
import type { Walk } from './walk.ts'

/** What a field of a data class is declared to hold. */
export interface Field {
  readonly is: 'field'
  /** Whether it may be given when one is made. */
  readonly isAsked: boolean
  readonly make: () => Value
}

/** `field(default_factory=list)` */
export const newField = (walk: Walk, { keywords }: Args, site: Node): Field => {
  const factory = keywords.get('default_factory')
  const isAsked = keywords.get('init')
  return {
    is: 'field',
    isAsked: !(isAsked?.is === 'constant' && isAsked.value === false),
    make: () => (factory ? walk.call(factory, NO_ARGS, site) : (keywords.get('default') ?? unknown())),
  }
}

/** Sets the fields in the order of their declaration, and lets the class do the rest. */
export const fillFields = (walk: Walk, self: Value, own: Class, { positional, keywords }: Args, site: Node): void => {
  if (self.is !== 'instance' && self.is !== 'runner') return
  const fields = fieldsOf(own)
  const asked = [...fields].filter(([, value]) => value.is !== 'field' || value.isAsked).map(([name]) => name)
  for (const [name, value] of fields) if (value.is === 'field') self.attributes.set(name, value.make())
  for (const [index, value] of positional.entries()) if (asked[index]) self.attributes.set(asked[index], value)
  for (const [name, value] of keywords) self.attributes.set(name, value)
  const rest = findMember(own, '__post_init__')
  if (rest?.is === 'function') walk.call({ is: 'bound', self, function: rest }, NO_ARGS, site)
}

/** Nobody builds data classes higher than that. */
const MAX_BASES = 5

/** Those of the classes above come first. */
const fieldsOf = ({ bases, scope }: Class, depth = 0): Map<string, Value> =>
  new Map([
    ...bases.toReversed().flatMap((base) => (base.is === 'class' && depth < MAX_BASES ? [...fieldsOf(base, depth + 1)] : [])),
    ...[...scope.variables].filter(([, value]) => value.is !== 'function'),
  ])

/** The fields of a named tuple in their order; `undefined` for an object that is none. */
export const tupleOf = ({ class: own, attributes }: Instance): List | undefined =>
  /\.(?:NamedTuple|namedtuple)$/.test(libraryBase(own) ?? '')
    ? list([...fieldsOf(own)].map(([name, value]) => attributes.get(name) ?? value))
    : undefined
