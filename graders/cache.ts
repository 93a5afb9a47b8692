import { join } from 'node:path'
import { home } from './home.ts'

/** Where everything lies that can be made again. With `--fresh` it is a folder that was empty when the command began. */
export const cacheFolder = (): string => process.env['JOINERY_CACHE'] ?? join(home, 'node_modules', '.cache', 'joinery')
