/** `joinery.json`: what `submit` puts beside the answers. It says what was handed in and never what it is worth. */
import { createHash } from 'node:crypto'
import { byPath, type RawFile } from './raw.ts'
import { decode } from './text.ts'

/** How the manifest is called. */
export const manifestName = 'joinery.json'

/** What stands in it. */
export interface Manifest {
  readonly schema: 'joinery/submission/v1'
  readonly name: string
  /** The kit with which the answers were checked before they were handed in. */
  readonly kit: { readonly version: string; readonly digest: string }
  /** Of the answers' names and contents. */
  readonly sha256: string
}

/** The digest of everything but the manifest itself. */
export const digestOfAnswers = async (files: readonly RawFile[]): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of files.filter(({ path }) => path !== manifestName).toSorted(byPath)) {
    const bytes = await file.read()
    hash.update(`${file.path}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/** The files without the manifest, and what a teacher should know about it. Whatever else stands in it is not read. */
export const withoutManifest = async (
  files: readonly RawFile[],
  kitVersion: string,
): Promise<{ files: readonly RawFile[]; remarks: readonly string[] }> => {
  const manifest = files.find(({ path }) => path === manifestName)
  if (manifest === undefined) return { files, remarks: [] }
  const answers = files.filter((file) => file !== manifest)
  const said = await readManifest(manifest)
  if (said === null) return { files: answers, remarks: ['Its joinery.json cannot be read; the answers were graded all the same.'] }
  const changed = said.sha256 !== (await digestOfAnswers(answers))
  return {
    files: answers,
    remarks: [
      ...(changed ? ['The answers were changed after "npm run submit" had packed them.'] : []),
      ...(said.kit === kitVersion
        ? []
        : [`Checked before with version ${JSON.stringify(said.kit.slice(0, 40))} of the kit, graded with ${kitVersion}.`]),
    ],
  }
}

const readManifest = async (file: RawFile): Promise<{ sha256: string; kit: string } | null> => {
  try {
    const decoded = decode((await file.read()).subarray(0, 65_536))
    const { sha256, kit } = JSON.parse('text' in decoded ? decoded.text : '') as Partial<Manifest>
    return typeof sha256 === 'string' && typeof kit?.version === 'string' ? { sha256, kit: kit.version } : null
  } catch {
    return null
  }
}
