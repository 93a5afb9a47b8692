import { numbersIn } from './numbers.ts'

/**
 * The numbers in what a process sent to another: in JSON (Node's default), in V8's serialisation (`advanced`), and in Python's pickles.
 * Pickle opcodes: `K` one byte, `M` two, `J` four (little-endian), `G` a big-endian double, `C` a length and as many bytes, which hold the numbers
 * of arrays and of NumPy (CPython, Lib/pickletools.py).
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
    if (code === 'C' && room > data[at + 1]!) found.push(...packedNumbers(data.subarray(at + 2, at + 2 + data[at + 1]!)))
    if (code === 'N' && room >= 8) found.push(data.readDoubleLE(at + 1))
    if (code === 'I' && room >= 1) found.push(zigzag(data, at + 1))
  }
  return found
}

/** Little-endian numbers side by side, of each width that is usual. */
const packedNumbers = (data: Buffer): number[] => [
  ...startsOf(4, data).flatMap((at) => [data.readInt32LE(at), data.readFloatLE(at)]),
  ...startsOf(8, data).flatMap((at) => [Number(data.readBigInt64LE(at)), data.readDoubleLE(at)]),
]

/** Where numbers of a width begin in what holds nothing else. */
const startsOf = (width: number, { length }: Buffer): number[] =>
  length % width === 0 ? Array.from({ length: length / width }, (_, index) => index * width) : []

const zigzag = (data: Buffer, start: number): number => {
  let value = 0
  for (let at = start, shift = 0; at < data.length && shift < 28; at++, shift += 7) {
    value |= (data[at]! & 0x7f) << shift
    if (data[at]! < 0x80) break
  }
  return (value >>> 1) ^ -(value & 1)
}
