/** The pages as a browser shows them, opened from the disk. Needs Chromium or Chrome; `CHROME_PATH` names one that is not found. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderLikenessPage } from '../../../report/html/likeness.ts'
import { renderStudentPage } from '../../../report/html/student.ts'
import { share, shareSaid } from '../../thorough.ts'
import { browserPath, launch } from './browser.ts'
import { pageOf, someClass } from './class.ts'
import { alikeAnswers, everything, hostile, hostileReport } from './pages.ts'
import { sharedScratch } from '../../scratch.ts'

const path = browserPath()
if (path === null) console.warn('No Chromium or Chrome was found here: the tests of the pages in a browser are skipped.')

const folder = sharedScratch()
const inClass = { from: ['anna/q1.md'] }
const files: Readonly<Record<string, string>> = {
  'student.html': renderStudentPage({ report: everything(), remarks: ['handed in late'], inClass }),
  'index.html': pageOf(someClass()),
  'likeness.html': renderLikenessPage(alikeAnswers()),
  'hostile.html': renderStudentPage({ report: hostileReport(), name: hostile, remarks: [hostile], inClass }),
}

let browser: Browser
beforeAll(async () => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  if (path !== null) browser = await launch(path)
})
afterAll(async () => {
  await browser?.close()
})

interface Opened {
  readonly page: Page
  /** What the page asked the network or the disk for, besides itself. */
  readonly asked: readonly string[]
  /** Why requests failed; `csp` for those that the page's policy forbids. */
  readonly failures: readonly (string | undefined)[]
  /** What the browser complained of, such as a breach of the page's policy. */
  readonly complaints: readonly string[]
}

const open = async (name: string, options: BrowserContextOptions = {}): Promise<Opened> => {
  const page = await browser.newPage({ viewport: { width: 1100, height: 800 }, ...options })
  const url = pathToFileURL(join(folder, name)).href
  const asked: string[] = []
  const failures: (string | undefined)[] = []
  const complaints: string[] = []
  page.on('request', (request) => request.url() !== url && asked.push(request.url()))
  page.on('requestfailed', (request) => failures.push(request.failure()?.errorText))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  return { page, asked, failures, complaints }
}

/** Everything that axe-core finds, or what some of its rules do. */
const faultsOf = async (page: Page, rules?: readonly string[]): Promise<string[]> => {
  await page.evaluate(axe.source)
  const options = rules === undefined ? {} : { runOnly: [...rules] }
  const { violations } = await page.evaluate((given) => (globalThis as unknown as { axe: typeof axe }).axe.run(given), options)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

/** What somebody might get into a page, were it not escaped. */
const intrusion = `
  const script = document.createElement('script')
  script.textContent = 'document.title = "broken"'
  const style = document.createElement('style')
  style.textContent = 'h1 { display: none }'
  const image = document.createElement('img')
  image.src = 'https://example.invalid/x.png'
  document.body.append(script, style, image)
  document.body.insertAdjacentHTML('beforeend', '<b onclick="document.title = 1" id="trap">trap</b>')
  document.getElementById('trap').click()
`

/** The texts of neighbouring cells of which one lies on the other; what is said to screen readers alone does not count. */
const covered = `
  const seen = (cell) => [...cell.querySelectorAll('*'), cell].flatMap((each) => (each.closest('.unseen') ? [] : [...each.childNodes]))
  const placesOf = (cell) => seen(cell).filter(({ nodeType }) => nodeType === 3).flatMap((text) => {
    const range = document.createRange()
    range.selectNodeContents(text)
    return [...range.getClientRects()]
  })
  const meet = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom
  const onEachOther = (one, other) => placesOf(one).some((a) => placesOf(other).some((b) => meet(a, b)))
  const rows = [...document.querySelectorAll('tr')].map((row) => [...row.cells])
  rows.flatMap((cells) => cells.slice(1).filter((cell, index) => onEachOther(cells[index], cell)).map((cell) => cell.textContent))
`

/** The colours of everything on a page. */
const colours = `[...document.querySelectorAll('*')].map((each) => ((of) => [each.tagName, of.color, of.backgroundColor, of.fill].join(' '))(getComputedStyle(each)))`

/** How high what is written in the picture of the totals is. */
const heights = `[...document.querySelectorAll('.histogram text')].map((each) => each.getBoundingClientRect().height).filter((each) => each > 0)`

describe.skipIf(path === null)(`in a browser${path === null ? ' (skipped: no Chromium is here, and CHROME_PATH names none)' : ''}`, () => {
  const pages = share(['student.html', 'index.html', 'likeness.html'], 3)
  test.each(pages)(`axe finds nothing in %s, light or dark${shareSaid(3)}`, async (name) => {
    const { page } = await open(name, { colorScheme: 'light' })
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => (each.open = true))`)
    expect(await faultsOf(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await faultsOf(page, ['color-contrast'])).toEqual([])
    await page.close()
  })

  test.each(pages)(`%s is dark ink on white paper in print, whatever the screen is${shareSaid(3)}`, async (name) => {
    const { page } = await open(name)
    const printedFrom = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ media: 'print', colorScheme })
      return page.evaluate(colours)
    }
    expect(await printedFrom('dark')).toEqual(await printedFrom('light'))
    await page.close()
  })

  test.each(Object.keys(files))(
    '%s asks for nothing, breaks no rule of its own, and its policy blocks what is put into it',
    async (name) => {
      const { page, asked, failures, complaints } = await open(name)
      expect([asked, complaints]).toEqual([[], []])
      expect(await page.title()).toMatch(/ – Joinery$/)
      expect(await page.locator('img, iframe, object, embed, form, base, link').count()).toBe(0)

      await page.evaluate(intrusion)
      const patience = { timeout: 30_000 }
      const breaches = () => complaints.filter((each) => each.includes('Content Security Policy')).length
      await expect.poll(breaches, patience).toBeGreaterThanOrEqual(4)
      await expect.poll(() => failures, patience).toEqual(['csp'])
      expect(await page.title()).toMatch(/ – Joinery$/)
      expect(await page.locator('h1').isVisible()).toBe(true)
      await page.close()
    },
  )

  test('the page of a learner reads without scripts, and fits a telephone', async () => {
    const { page } = await open('student.html', { javaScriptEnabled: false, viewport: { width: 360, height: 700 } })
    for (const words of ['This could not be told: the record breaks off', 'All processes share one memory.', 'w3'])
      expect(
        await page
          .getByText(words, { exact: words === 'w3' })
          .first()
          .isVisible(),
      ).toBe(true)
    await page.getByText('The same as a table').first().click()
    expect(await page.getByRole('columnheader', { name: 'reaped' }).first().isVisible()).toBe(true)
    await page.close()
    const narrow = await open('student.html', { viewport: { width: 360, height: 700 } })
    expect(await narrow.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await narrow.page.close()
  })

  test('the page of a class reads without scripts, and fits a telephone', async () => {
    const { page } = await open('index.html', { javaScriptEnabled: false, viewport: { width: 360, height: 700 } })
    expect(await page.getByRole('rowheader', { name: 'Adam' }).isVisible()).toBe(true)
    expect(await page.getByRole('rowheader').count()).toBeGreaterThan(8)
    expect(await page.getByRole('searchbox').count()).toBe(0)
    await page.close()
    const narrow = await open('index.html', { viewport: { width: 360, height: 700 } })
    expect(await narrow.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    expect(await narrow.page.evaluate(heights)).toSatisfy((all: readonly number[]) => all.length > 2 && all.every((each) => each > 10))
    await narrow.page.close()
  })

  test.each(Object.keys(files))('no cell of a table in %s covers another on a telephone', async (name) => {
    const { page } = await open(name, { viewport: { width: 360, height: 700 } })
    expect(await page.evaluate(covered)).toEqual([])
    await page.close()
  })

  test.each([
    ['screen', 1100],
    ['print', 800],
  ] as const)('a long name takes no room from its neighbours: %s', async (media, width) => {
    const { page } = await open('index.html', { viewport: { width, height: 700 } })
    await page.emulateMedia({ media })
    const rightmost = `Math.max(...[...document.querySelectorAll('.roster td')].map((cell) => cell.getBoundingClientRect().right))`
    const lowest = `Math.max(...[...document.querySelectorAll('.roster tbody tr')].slice(1).map((row) => row.getBoundingClientRect().height))`
    const before = await page.evaluate(lowest)
    await page.evaluate(`document.querySelector('.roster tbody th a').textContent = 'x'.repeat(250)`)
    expect(await page.evaluate(lowest)).toBe(before)
    expect(await page.evaluate(rightmost)).toBeLessThanOrEqual(width)
    await page.close()
  })

  test('the line under what is alike in programs leaves the underscores to be seen', async () => {
    const { page } = await open('likeness.html')
    const gap = await page.evaluate(`(() => {
      const { fontSize, fontFamily, paddingBottom } = getComputedStyle(document.querySelector('pre mark'))
      const context = document.createElement('canvas').getContext('2d')
      context.font = fontSize + ' ' + fontFamily
      const { fontBoundingBoxDescent, actualBoundingBoxDescent } = context.measureText('_')
      return fontBoundingBoxDescent - actualBoundingBoxDescent + parseFloat(paddingBottom)
    })()`)
    expect(gap).toBeGreaterThan(1)
  })

  test('beside long names the question of a pair breaks between words alone, on a telephone, too', async () => {
    const { page } = await open('likeness.html', { viewport: { width: 360, height: 700 } })
    const tight = `(() => {
      const cells = [...document.querySelectorAll('.pairs tbody tr')].map((row) => [...row.cells])
      for (const [, , one, other] of cells) one.textContent = other.textContent = 'Very-Long-Name '.repeat(12)
      const widthOf = (cell, word) => {
        const span = cell.appendChild(Object.assign(document.createElement('span'), { textContent: word, style: 'white-space: nowrap; position: absolute' }))
        const { width } = span.getBoundingClientRect()
        span.remove()
        return width
      }
      return cells.flatMap(([, cell]) => cell.textContent.split(' ').filter((word) => widthOf(cell, word) > cell.clientWidth + 1))
    })()`
    expect(await page.evaluate(tight)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await page.close()
  })

  test('the table is sorted and searched by keyboard', async () => {
    const { page } = await open('index.html')
    const names = () => page.locator('.roster tbody tr:not([hidden]) th a').allTextContents()
    const sortBy = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).focus()
      await page.keyboard.press('Enter')
      return page.locator('.roster th', { has: page.getByRole('button', { name, exact: true }) }).getAttribute('aria-sort')
    }
    expect((await names()).slice(0, 4)).toEqual(['Zoe', 'Adam', 'Mia', 'Broken'])
    expect(await sortBy('total')).toBe('ascending')
    expect((await names()).slice(0, 2)).toEqual(['Mia', 'Zoe'])
    expect(await sortBy('total')).toBe('descending')
    expect((await names()).slice(0, 2)).toEqual(['Zoe', 'Mia'])
    expect(await sortBy('name')).toBe('ascending')
    expect((await names()).filter((name) => /^[A-Z][a-z]+$/.test(name))).toEqual(['Adam', 'Broken', 'Mia', 'Zoe'])
    await page.getByRole('searchbox', { name: 'Find' }).focus()
    await page.keyboard.type('zo')
    expect([await names(), await page.locator('#found').textContent()]).toEqual([['Zoe'], '1 of 8'])
    await page.keyboard.press('Control+A')
    await page.keyboard.type('unreadable')
    expect(await names()).toEqual(['Broken'])
    await page.close()
  })
})
