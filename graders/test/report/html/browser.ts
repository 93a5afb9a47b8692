import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const pathOf = (name: string): string | null => {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

/** The system's own browser; `null` where there is none. `CHROME_PATH` names another one. */
export const browserPath = (): string | null => {
  const named = process.env['CHROME_PATH']
  if (named !== undefined && named !== '') return existsSync(named) ? named : null
  return process.platform === 'win32' ? null : (names.map(pathOf).find((path) => path !== null) ?? null)
}

/** Its own sandbox cannot be had by root, and the pages are the kit's own. */
export const launch = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args: ['--no-sandbox'] })
