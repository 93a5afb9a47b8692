import { buffer } from 'node:stream/consumers'

/** A file for an archive. */
export interface Packed {
  /** Where it lies in the archive, with forward slashes. */
  readonly path: string
  readonly bytes: Buffer
  readonly executable: boolean
}

/** A zip archive of some files. Their times are left out, so that the same files make the same archive. */
export const zipped = async (files: readonly Packed[]): Promise<Buffer> => {
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  for (const { path, bytes, executable } of files)
    zip.addBuffer(bytes, path, { mtime: new Date(1980, 0, 1), mode: executable ? 0o100755 : 0o100644 })
  zip.end()
  return buffer(zip.outputStream)
}
