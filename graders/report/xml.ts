/** XML as plain data, and as text. */
import { escapeMarkup } from './html/markup.ts'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Other elements, or text. */
  readonly content: readonly Element[] | string
}

export const element = (name: string, attributes: Element['attributes'], content: Element['content'] = []): Element => ({
  name,
  attributes,
  content,
})

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>'

/** An element to a line, each as far in as it lies deep. Nothing is put into a text. */
export const renderXml = ({ name, attributes, content }: Element, indent = ''): string => {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${inAttribute(value)}"`)
  const open = `${indent}<${name}${words.join('')}`
  if (content.length === 0) return `${open}/>`
  if (typeof content === 'string') return `${open}>${escapeMarkup(content)}</${name}>`
  return `${open}>\n${content.map((each) => `${renderXml(each, `${indent}  `)}\n`).join('')}${indent}</${name}>`
}

/** Who reads an attribute takes a line end that is written as such for a space. */
const inAttribute = (text: string): string => escapeMarkup(text).replace(/[\t\r\n]/g, (character) => `&#${character.charCodeAt(0)};`)
