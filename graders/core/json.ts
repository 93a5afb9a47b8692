/** What stands between braces in JSON, of which nothing more is known. */
export type Json = Readonly<Record<string, unknown>>

/** What a text of JSON stands for; `null` where it is none. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** True for what stands between braces; a list is none. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
