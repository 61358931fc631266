/**
 * A package without the time at which it was packed, so that the same document gives the same bytes. Every entry is dated
 * 1 January 1980, the first day a ZIP file knows.
 */

const firstDay = 0x0021

/** A copy with every entry's date set back; anything that is no ZIP file stays as it is. */
export const timeless = (bytes: Uint8Array): Uint8Array => {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  let end = copy.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) return copy
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === 0x02014b50; left--) {
    const local = view.getUint32(at + 42, true)
    view.setUint32(at + 12, firstDay << 16, true)
    view.setUint32(local + 10, firstDay << 16, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return copy
}
