// Adds searching and sorting to the table of a class. Everything stands there without it.
const table = document.querySelector('.roster')
const body = table.tBodies[0]
const rows = [...body.rows]
const heads = [...table.tHead.rows[0].cells]
const search = document.getElementById('search')
const found = document.getElementById('found')
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const folded = (text) => text.toLowerCase().normalize('NFKC')
const texts = rows.map((row) => folded(row.textContent))

const find = () => {
  const words = folded(search.value).split(/\s+/).filter(Boolean)
  rows.forEach((row, index) => {
    row.hidden = !words.every((word) => texts[index].includes(word))
  })
  found.textContent = words.length === 0 ? '' : `${rows.filter((row) => !row.hidden).length} of ${rows.length}`
}

const valueOf = (cell) => {
  const { value } = cell.dataset
  if (value === undefined) return cell.textContent.trim()
  return value === '' ? '' : Number(value)
}

/** Whichever way they are sorted, the empty ones come last. */
const compare = (a, b, way) => {
  if (a === '' || b === '') return Number(a === '') - Number(b === '')
  return way * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)))
}

const sortBy = (head, column) => {
  const way = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1
  for (const other of heads) other.removeAttribute('aria-sort')
  head.setAttribute('aria-sort', way === 1 ? 'ascending' : 'descending')
  const values = new Map(rows.map((row) => [row, valueOf(row.cells[column])]))
  body.append(...[...rows].sort((one, other) => compare(values.get(one), values.get(other), way)))
}

heads.forEach((head, column) => {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = head.textContent
  button.addEventListener('click', () => sortBy(head, column))
  head.replaceChildren(button)
})
search.addEventListener('input', find)
document.querySelector('.tools').hidden = false
find()
