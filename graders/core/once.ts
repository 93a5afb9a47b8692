/** Makes something when it is asked for first, and the same from then on. */
export const once = <Thing>(make: () => Thing): (() => Thing) => {
  let made: { readonly thing: Thing } | null = null
  return () => (made ??= { thing: make() }).thing
}
