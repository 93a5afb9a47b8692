import { describe, expect, test } from 'vitest'
import { lines, markup, trusted } from '../../../report/html/markup.ts'

describe('a template of markup', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'],
    ["' onfocus='x", '&#39; onfocus=&#39;x'],
    ['&lt;', '&amp;lt;'],
    ['-->', '--&gt;'],
    ['a\u0000b\u001b[31m', 'a␀b␛[31m'],
    ['turned \u202e round', 'turned \\u{202e} round'],
    ['two\nlines', 'two␊lines'],
  ])('makes text of %j', (stranger, shown) => {
    expect(markup`<p title="${stranger}">${stranger}</p>`.text).toBe(`<p title="${shown}">${shown}</p>`)
  })

  test('takes other templates, lists and numbers as they are, and shows nothing of what is not there', () => {
    expect(markup`<ul>${[1, '<', markup`<li>`, [trusted('<b>')]]}${null}${undefined}${false}</ul>`.text).toBe('<ul>1&lt;<li><b></ul>')
  })

  test('is not fooled by data that looks like markup', () => {
    const stranger = JSON.parse('{"text":"<script>"}') as string
    expect(() => markup`<p>${stranger}</p>`.text).toThrow(TypeError)
  })

  test('refuses attributes without quotes', () => {
    expect(() => markup`<p title=${'x onfocus=y'}>`).toThrow('an attribute without quotes')
  })

  test('keeps the line ends of text that is shown in lines', () => {
    expect(lines('one\r\n<two>\u2028three').text).toBe('one\n&lt;two&gt;\\u{2028}three')
  })
})
