/** What a table holds under a name that somebody else chose: `toString`, which every object has, is none of its entries. */
export const entryOf = <Entry>(table: Readonly<Record<string, Entry>>, name: string): Entry | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined
