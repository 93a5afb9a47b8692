/** Makes something when it is asked for first, and the same from then on. */
export const once = <Thing>(make: () => Thing): (() => Thing) => {
  let made: { readonly thing: Thing } | null = null
  return () => (made ??= { thing: make() }).thing
}

/** The same for each key: what it stands for is made when it is asked for first. */
export const onceEach = <Key, Thing>(make: (key: Key) => Thing): ((key: Key) => Thing) => {
  const made = new Map<Key, Thing>()
  return (key) => {
    if (!made.has(key)) made.set(key, make(key))
    return made.get(key)!
  }
}
