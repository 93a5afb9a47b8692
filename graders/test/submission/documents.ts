import { crc32, gzipSync } from 'node:zlib'

export type TestCell = readonly ['code' | 'markdown' | 'raw', string, string?]

/** A notebook of these cells, as Jupyter saves it. */
export const notebook = (cells: readonly TestCell[], format = 4, language = 'python'): string =>
  JSON.stringify({
    nbformat: format,
    nbformat_minor: 2,
    metadata: { kernelspec: { language, name: language } },
    cells: cells.map(([kind, source, output]) => ({
      cell_type: kind,
      metadata: {},
      source: source.split(/(?<=\n)/),
      ...(kind === 'code'
        ? { execution_count: null, outputs: output === undefined ? [] : [{ output_type: 'stream', name: 'stdout', text: [output] }] }
        : {}),
    })),
  })

export interface Packed {
  readonly path: string
  readonly content: string | Buffer
  /** Unix mode with the kind of file. */
  readonly mode?: number
  /** Zip: sets the flag of an encrypted entry. */
  readonly locked?: boolean
  /** Tar: the letter of the kind of entry. */
  readonly type?: string
}

/** A zip archive with these entries, stored. */
export const zip = (entries: readonly Packed[]): Buffer => {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { path, content, mode = 0o100644, locked = false } of entries) {
    const [name, data] = [Buffer.from(path), Buffer.from(content)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(locked ? 0x801 : 0x800, 2)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length + (locked ? 12 : 0), 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, data, Buffer.alloc(locked ? 12 : 0)])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, name]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** A tar archive with these entries. */
export const tar = (entries: readonly Packed[]): Buffer => {
  const blocks = entries.flatMap(({ path, content, type = '0' }) => {
    const data = Buffer.from(content)
    const header = Buffer.alloc(512)
    header.write(path, 0)
    header.write('0000644\0', 100)
    header.write(`${(type === '0' ? data.length : 0).toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write(type, 156)
    if (type === '1' || type === '2') header.write('/etc/passwd', 157)
    header.write('ustar\x0000', 257)
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    return type === '0' ? [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)] : [header]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

export const tarGz = (entries: readonly Packed[]): Buffer => gzipSync(tar(entries))
