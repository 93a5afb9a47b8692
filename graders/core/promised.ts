/** A promise, and who keeps it. */
export interface Promised<Thing> {
  readonly promise: Promise<Thing>
  readonly resolve: (thing: Thing) => void
  readonly reject: (fault: unknown) => void
}

/** As `Promise.withResolvers`, which Node 20 has not. */
export const promised = <Thing>(): Promised<Thing> => {
  let resolve!: (thing: Thing) => void
  let reject!: (fault: unknown) => void
  const promise = new Promise<Thing>((yes, no) => ([resolve, reject] = [yes, no]))
  return { promise, resolve, reject }
}
