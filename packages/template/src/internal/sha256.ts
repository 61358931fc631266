/** SHA-256 (FIPS 180-4), here because the inner packages run where neither Node nor a browser offers one at once. */

/** The first 32 bits of what follows the point in the roots of the first primes. */
const fractions = (count: number, power: number): ReadonlyArray<number> => {
  const found: Array<number> = []
  for (let n = 2; found.length < count; n++) {
    let isPrime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false
    if (isPrime) found.push(((n ** power % 1) * 2 ** 32) | 0)
  }
  return found
}

const rounds = fractions(64, 1 / 3)
const beginning = fractions(8, 1 / 2)

const utf8 = (text: string): Array<number> =>
  Array.from(text).flatMap((sign) => {
    const code = sign.codePointAt(0)!
    const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f)
    if (code < 0x80) return [code]
    if (code < 0x800) return [0xc0 | (code >> 6), tail(0)]
    if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)]
    return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)]
  })

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by))

/** The digest of a text in UTF-8, in hexadecimal. */
export const sha256 = (text: string): string => {
  const bytes = utf8(text)
  const bits = bytes.length * 8
  bytes.push(0x80)
  while (bytes.length % 64 !== 56) bytes.push(0)
  for (const word of [Math.floor(bits / 2 ** 32), bits]) {
    for (const shift of [24, 16, 8, 0]) bytes.push((word >>> shift) & 0xff)
  }
  const state = [...beginning]
  const w = new Int32Array(64)
  for (let at = 0; at < bytes.length; at += 64) {
    for (let i = 0; i < 16; i++) {
      const place = at + i * 4
      w[i] = (bytes[place]! << 24) | (bytes[place + 1]! << 16) | (bytes[place + 2]! << 8) | bytes[place + 3]!
    }
    for (let i = 16; i < 64; i++) {
      const [x, y] = [w[i - 15]!, w[i - 2]!]
      const [s, t] = [turn(x, 7) ^ turn(x, 18) ^ (x >>> 3), turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)]
      w[i] = w[i - 16]! + s + w[i - 7]! + t
    }
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number]
    for (let i = 0; i < 64; i++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i]! + w[i]!) | 0
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
    }
    for (const [i, x] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i]! + x) | 0
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("")
}
