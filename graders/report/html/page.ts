/**
 * A page that stands alone: opened from disk, it fetches nothing, sends nothing, and runs nothing but what the kit wrote. A strict
 * Content-Security-Policy holds that besides the escaping: style and script are known by their digests, everything else is forbidden.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Markup } from './markup.ts'
import { markup, trusted } from './markup.ts'

/** What a page is made of: `styles` and `script` are text, and stand within it. */
export interface Page {
  readonly title: string
  readonly body: Markup
  readonly styles: readonly string[]
  readonly script?: string
}

/** By this a page of the kit's own is known again. It stands within the first 200 characters. */
export const pageMark = '<meta name="generator" content="Joinery">'

/** Reads a file that lies beside the renderers. The digest is of what a browser sees: it knows no other line ends. */
export const asset = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8').replaceAll('\r\n', '\n')

/** A whole document. */
export const renderPage = ({ body, ...page }: Page): string => {
  const { head, end } = frameOf(page)
  return `${head}${body.text}${end}`
}

/** What stands before and behind the body of a document that is written in pieces. */
export const frameOf = ({ title, styles, script }: Omit<Page, 'body'>): { readonly head: string; readonly end: string } => {
  const style = styles.join('\n')
  return {
    head: markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${trusted(pageMark)}
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
`.text,
    end: markup`
${script !== undefined && markup`<script>${trusted(script)}</script>`}
</body>
</html>
`.text,
  }
}

const policy = (style: string, script: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${digestOf(style)}`,
    ...(script === undefined ? [] : [`script-src ${digestOf(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const digestOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
