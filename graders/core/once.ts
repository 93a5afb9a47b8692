/** Makes something when it is asked for first, and the same from then on. */
export const once = <Thing>(make: () => Thing): (() => Thing) => {
  let made: { readonly thing: Thing } | null = null
  return () => (made ??= { thing: make() }).thing
}

/** The same for each key, or for all keys that `same` takes for one: what it stands for is made when it is asked for first. */
export const onceEach = <Key, Thing>(make: (key: Key) => Thing, same: (key: Key) => unknown = (key) => key): ((key: Key) => Thing) => {
  const made = new Map<unknown, Thing>()
  return (key) => {
    const at = same(key)
    if (!made.has(at)) made.set(at, make(key))
    return made.get(at)!
  }
}
