/** What takes long to make and is always the same for one compilation of the kit, kept from one start to the next. */
import { join } from 'node:path'
import { cacheFolder, compilation } from '../home.ts'
import { keepSealed, sealedIn } from '../startup/keep.cjs'

/** Plain data, as it was kept under this name; made where it was not kept, or where that is not whole. */
export const keptOrMade = <Data>(name: string, make: () => Data): Data => {
  if (compilation === null) return make()
  const file = join(cacheFolder(), `${compilation}.made`, `${name}.json`)
  const kept = sealedIn(file)
  if (kept !== null) return JSON.parse(kept.toString()) as Data
  const told = JSON.stringify(make())
  keepSealed(file, told)
  // The first start goes by what the later ones will read, whatever JSON may make of it.
  return JSON.parse(told) as Data
}
