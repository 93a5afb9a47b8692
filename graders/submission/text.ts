/** Bytes to text: whatever an editor of the last thirty years may have saved. */

/** Text, or the reason why the bytes are none, as it can stand after a file's name. */
export type Decoded = { readonly text: string } | { readonly binary: string }

/** Reads UTF-8, UTF-16 with or without its mark, and, where nothing else fits, Windows-1252 (Latin-1). Line ends become `\n`. */
export const decode = (bytes: Uint8Array): Decoded => {
  const known = knownFormat(bytes)
  if (known !== null) return { binary: known }
  const text = decodeUnicode(bytes) ?? decodeWestern(bytes)
  return text === null || looksBinary(text) ? { binary: 'a binary file, not text' } : { text: text.replace(/\r\n?/g, '\n') }
}

/** Text without the tags of HTML, as a reader of a rendered page would see it. */
export const withoutTags = (text: string): string => text.replace(/<[^<>]{0,500}>/g, ' ')

const decodeUnicode = (bytes: Uint8Array): string | null => {
  const utf16 = utf16Order(bytes)
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Says whether text is UTF-16, by its mark or, without one, by the zero in every second byte of western text. */
const utf16Order = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 4096)
  if (head.length < 4) return null
  const zeros = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]! += 1
  })
  const most = (head.length / 2) * 0.7
  if (zeros[1]! > most && zeros[0]! < most / 10) return 'utf-16le'
  return zeros[0]! > most && zeros[1]! < most / 10 ? 'utf-16be' : null
}

const decodeWestern = (bytes: Uint8Array): string | null => (bytes.includes(0) ? null : western(Buffer.from(bytes).toString('latin1')))

/** Latin-1 with the letters and quotation marks that Windows-1252 has where Latin-1 has control characters. Some versions of Node give those instead. */
const western = (text: string): string => text.replace(/[\x80-\x9f]/g, (character) => ofWindows.charAt(character.charCodeAt(0) - 0x80))

/** From 0x80 on; the five that Windows-1252 leaves free stay what they are. */
const ofWindows = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Text has hardly any control characters; a program or a picture is full of them. */
const looksBinary = (text: string): boolean => {
  const head = text.slice(0, 65_536)
  // oxlint-disable-next-line no-control-regex -- control characters are what is counted
  const controls = head.match(/[\0-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0
  return head.includes('\0') || controls > head.length / 50
}

const formats: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF document'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['PK\x03\x04', 'an archive or an office document'],
  ['\xd0\xcf\x11\xe0', 'an old office document'],
  ['{\\rtf', 'a rich-text document'],
  ['\x1f\x8b', 'a compressed file'],
  ['\x7fELF', 'a compiled program'],
  ['MZ\x90', 'a compiled program'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['Rar!', 'a RAR archive'],
]

/** A format that names itself in its first bytes. */
const knownFormat = (bytes: Uint8Array): string | null => {
  const head = String.fromCharCode(...bytes.subarray(0, 8))
  return formats.find(([magic]) => head.startsWith(magic))?.[1] ?? null
}
