/** Where the queue's database is, and how that is said without giving the password away. */
import { UsageError } from '../../core/errors.ts'

/** Variables that lead to the database. No program that is judged may inherit one. */
const secrets = ['JOINERY_QUEUE', 'PGPASSWORD', 'DATABASE_URL']

/**
 * The address that was given, or the variable's. It is taken out of the environment, so that no child process has it.
 *
 * @throws UsageError where there is none, or it is no address of PostgreSQL.
 */
export const takeAddress = (given: string | undefined, env: NodeJS.ProcessEnv): string => {
  const address = given === undefined || given === '' ? env['JOINERY_QUEUE'] : given
  const password = env['PGPASSWORD']
  for (const name of secrets) delete env[name]
  if (address === undefined || address === '')
    throw new UsageError('where is the queue? Give --queue postgres://USER@HOST/DATABASE, or set the variable JOINERY_QUEUE to it.')
  const url = parsed(address)
  if (password !== undefined && url.password === '') url.password = encodeURIComponent(password)
  return url.href
}

const parsed = (address: string): URL => {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol))
    throw new UsageError('the address of the queue is none: it looks like postgres://USER@HOST:5432/DATABASE.')
  return url
}

/** Host and database, for messages. */
export const placeOf = (address: string): string => {
  const { host, pathname, searchParams } = new URL(address)
  return `${host || searchParams.get('host') || 'this machine'}${pathname}`
}

/** The text without the password of any address in it. */
export const withoutPasswords = (text: string): string =>
  text.replace(/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]{0,200}):[^\s@]{0,1000}@/gi, '$1:…@')
