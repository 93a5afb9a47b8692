/** What a reader reads of a page: no tags, no entities. */
export const textOf = (page: string): string =>
  page
    .slice(page.indexOf('<body>'))
    .replace(/<script>[^]*<\/script>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

/** The names of all elements and attributes behind the style. */
export const tagsIn = (page: string): { readonly names: string; readonly attributes: string } => {
  const body = page.slice(page.indexOf('</style>')).replace(/<script>[^]*<\/script>/, '')
  const tags = [...body.matchAll(/<([^<>]*)>/g)].map(([, inside]) => inside!.replace(/"[^"]*"/g, '""'))
  return {
    names: sorted(tags.map((tag) => /^\/?([a-z0-9]*)/.exec(tag)![1]!)),
    attributes: sorted(tags.flatMap((tag) => [...tag.matchAll(/\s([^\s="]+)/g)].map(([, name]) => name!))),
  }
}

const sorted = (words: readonly string[]): string => [...new Set(words)].sort((one, other) => one.localeCompare(other)).join(' ')
