import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

/** A folder with these files, removed when the test is over. */
export const scratch = (files: Files = {}): string => laidOut(files, onTestFinished)

/** A folder that several tests share, removed after the last of them. */
export const sharedScratch = (files: Files = {}): string => laidOut(files, afterAll)

type Files = Readonly<Record<string, string | Uint8Array>>

const laidOut = (files: Files, atTheEnd: (remove: () => void) => void): string => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'joinery-test-')))
  atTheEnd(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}
