/** Items in the order of several numbers each, the smaller first: the first number in which two of them differ decides. */
export const sortedBy = <Item>(items: readonly Item[], rankOf: (item: Item) => readonly number[]): Item[] =>
  items
    .map((item) => ({ item, rank: rankOf(item) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ item }) => item)

const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, index) => value !== b[index])
  return at === -1 ? 0 : a[at]! - b[at]!
}
