import { spawn } from 'node:child_process'

/** Hands a page to the system's own browser. Returns what there is to say where that cannot be done. */
export const openPage = async (path: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Promise<string | null> => {
  const words = `open ${path} in a browser yourself`
  if (needsScreen(platform) && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return `there is no screen here to open a page on: ${words}`
  const [file, ...args] = openerOf(path, platform)
  const failure = await start(file, args)
  return failure === null ? null : `${file} ${failure}: ${words}`
}

const needsScreen = (platform: NodeJS.Platform): boolean => platform !== 'darwin' && platform !== 'win32'

/** On Windows, `start` is a word of the shell, which would read a path as more than a path; this is what `start` itself calls. */
const openerOf = (path: string, platform: NodeJS.Platform): readonly [string, ...string[]] => {
  if (platform === 'darwin') return ['open', path]
  return platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', path] : ['xdg-open', path]
}

/** A browser that is still there after this long has opened the page. */
const patienceMs = 3000

const start = (file: string, args: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn(file, args, { detached: true, stdio: 'ignore' })
    const timer = setTimeout(() => resolve(null), patienceMs)
    const end = (failure: string | null): void => {
      clearTimeout(timer)
      resolve(failure)
    }
    child.once('error', (error: NodeJS.ErrnoException) => end(error.code === 'ENOENT' ? 'is not there' : `failed (${error.message})`))
    child.once('exit', (code) => end(code === 0 ? null : 'could not open the page'))
    child.unref()
  })
