import { numbersIn } from './numbers.ts'

/**
 * The numbers in what a process sent to another: in JSON (Node's default), in V8's serialisation (`advanced`), and in Python's pickles.
 * Pickle opcodes: `K` one byte, `M` two, `J` four (little-endian), `G` a big-endian double (CPython, Lib/pickletools.py).
 * V8: `I` a zigzag varint, `N` a little-endian double (v8/src/objects/value-serializer.cc).
 * A superset: bytes that only look like a number count too.
 */
export const numbersSent = (bytes: string): Set<number> => {
  const data = Buffer.from(bytes, 'latin1')
  return new Set([...numbersIn(bytes.replace(/[^\x20-\x7e]/g, ' ')), ...binaryNumbers(data)])
}

const binaryNumbers = (data: Buffer): number[] => {
  const found: number[] = []
  for (let at = 0; at < data.length; at++) {
    const room = data.length - at - 1
    const code = String.fromCharCode(data[at]!)
    if (code === 'K' && room >= 1) found.push(data[at + 1]!)
    if (code === 'M' && room >= 2) found.push(data.readUInt16LE(at + 1))
    if (code === 'J' && room >= 4) found.push(data.readInt32LE(at + 1))
    if (code === 'G' && room >= 8) found.push(data.readDoubleBE(at + 1))
    if (code === 'N' && room >= 8) found.push(data.readDoubleLE(at + 1))
    if (code === 'I' && room >= 1) found.push(zigzag(data, at + 1))
  }
  return found
}

const zigzag = (data: Buffer, start: number): number => {
  let value = 0
  for (let at = start, shift = 0; at < data.length && shift < 28; at++, shift += 7) {
    value |= (data[at]! & 0x7f) << shift
    if (data[at]! < 0x80) break
  }
  return (value >>> 1) ^ -(value & 1)
}
