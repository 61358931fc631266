/** One file to be packed. */
interface Member {
  readonly name: string
  readonly bytes: Uint8Array
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = (c & 1) === 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

const crc32 = (bytes: Uint8Array): number => {
  let c = 0xffffffff
  for (const byte of bytes) c = table[(c ^ byte) & 0xff]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

/** Names are UTF-8. */
const flags = 0x0800
/** 1 January 1980, the first day a package can name: the same members give the same bytes. */
const day = 0x21

const record = (size: number, fill: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(size)
  fill(new DataView(bytes.buffer))
  return bytes
}

const joined = (...parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((n, { length }) => n + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const headers = (name: string, size: number, crc: number, offset: number) => {
  const title = new TextEncoder().encode(name)
  const shared = (view: DataView, at: number): void => {
    view.setUint16(at, 20, true)
    view.setUint16(at + 2, flags, true)
    view.setUint16(at + 8, day, true)
    view.setUint32(at + 10, crc, true)
    view.setUint32(at + 14, size, true)
    view.setUint32(at + 18, size, true)
    view.setUint16(at + 22, title.length, true)
  }
  const local = record(30, (view) => {
    view.setUint32(0, 0x04034b50, true)
    shared(view, 4)
  })
  const entry = record(46, (view) => {
    view.setUint32(0, 0x02014b50, true)
    view.setUint16(4, 20, true)
    shared(view, 6)
    view.setUint32(42, offset, true)
  })
  return { local: joined(local, title), entry: joined(entry, title) }
}

const endOf = (directory: ReadonlyArray<Uint8Array>, offset: number): Uint8Array => {
  const size = directory.reduce((n, { length }) => n + length, 0)
  const end = record(22, (view) => {
    view.setUint32(0, 0x06054b50, true)
    view.setUint16(8, directory.length, true)
    view.setUint16(10, directory.length, true)
    view.setUint32(12, size, true)
    view.setUint32(16, offset, true)
  })
  return joined(...directory, end)
}

/** Packs files without compressing them, which workbooks are already; only their names are kept until the end. */
export async function* pack(members: AsyncIterable<Member> | Iterable<Member>): AsyncGenerator<Uint8Array> {
  const directory: Array<Uint8Array> = []
  let offset = 0
  for await (const { name, bytes } of members) {
    const { local, entry } = headers(name, bytes.length, crc32(bytes), offset)
    directory.push(entry)
    offset += local.length + bytes.length
    yield joined(local, bytes)
  }
  yield endOf(directory, offset)
}

/** Packs files whose checksums are known, at once. */
export const whole = (members: ReadonlyArray<Member & { readonly crc: number }>): Uint8Array => {
  const directory: Array<Uint8Array> = []
  const pieces: Array<Uint8Array> = []
  let offset = 0
  for (const { name, bytes, crc } of members) {
    const { local, entry } = headers(name, bytes.length, crc, offset)
    directory.push(entry)
    pieces.push(local, bytes)
    offset += local.length + bytes.length
  }
  return joined(...pieces, endOf(directory, offset))
}
