/** What takes long to make and is always the same for one compilation of the kit, kept from one start to the next. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { cacheFolder } from './cache.ts'

/** A compilation lies in a folder that is called by the digest of its source; `null` where the kit runs from the source itself, which may change at any time. */
const compilation = import.meta.url.endsWith('.ts') ? null : basename(dirname(fileURLToPath(import.meta.url)))

/** Plain data, as it was kept under this name; made where it was not kept, or where that is not whole. */
export const keptOrMade = <Data>(name: string, make: () => Data): Data => {
  if (compilation === null) return make()
  const file = join(cacheFolder(), `${compilation}.made`, `${name}.json`)
  const kept = readKept(file)
  if (kept !== null) return kept.data as Data
  const told = JSON.stringify(make())
  keep(file, told)
  // The first start goes by what the later ones will read, whatever JSON may make of it.
  return JSON.parse(told) as Data
}

const readKept = (file: string): { readonly data: unknown } | null => {
  try {
    const text = readFileSync(file, 'utf8')
    const end = text.indexOf('\n')
    const told = text.slice(end + 1)
    return text.slice(0, end) === sumOf(told) ? { data: JSON.parse(told) as unknown } : null
  } catch {
    return null
  }
}

const sumOf = (text: string): string => String(crc32(text))

/** Written beside and renamed, so that nobody reads half of it. */
const keep = (file: string, told: string): void => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.${process.pid}`, `${sumOf(told)}\n${told}`)
    renameSync(`${file}.${process.pid}`, file)
  } catch {
    // Where nothing can be kept, the next start makes it again.
  }
}
