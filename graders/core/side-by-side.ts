/**
 * Runs a task for every item, at most `limit` at a time; the results stand in the order of the items. Where a task fails, those that are under way are
 * waited for all the same, since they may have programs to end.
 */
export const sideBySide = async <Item, Outcome>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<Outcome>,
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = []
  const queue = items.entries()
  const work = async () => {
    for (const [index, item] of queue) outcomes[index] = await task(item)
  }
  const ends = await Promise.allSettled(Array.from({ length: limit }, work))
  const failed = ends.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
  return outcomes
}
