/**
 * A box: one value under AES-256-GCM, as text `id.base64` of nonce (12 bytes), tag (16 bytes) and cipher text. The key is
 * made of the ring's key and the salt of the subject, so either alone opens nothing; where the box stands (association,
 * table, row, column) and the key id are authenticated, so a box moved elsewhere does not open.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from "node:crypto"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { Damaged, KeyError, MissingKey } from "../KeyError.ts"
import type { KeyRing } from "../KeyRing.ts"

/** Where a value stands. */
export interface Spot {
  readonly association: string
  readonly table: string
  readonly row: string
  readonly column: string
}

/** Random bytes are drawn many at a time and given out once each: asking for a few costs as much as for many. */
let drawn: Uint8Array = new Uint8Array(0)

const random = (length: number): Uint8Array => {
  if (drawn.length < length) drawn = new Uint8Array(randomBytes(4096))
  const given = drawn.slice(0, length)
  drawn.fill(0, 0, length)
  drawn = drawn.subarray(length)
  return given
}

/** A salt for a new subject. */
export const salt = (): Uint8Array => random(32)

/** The keys of rings in the form in which the library takes them at once; bytes it would look at anew each time. */
const prepared = new WeakMap<Redacted.Redacted<Uint8Array>, KeyObject>()

const objectOf = (master: Redacted.Redacted<Uint8Array>): KeyObject => {
  const found = prepared.get(master)
  if (found !== undefined) return found
  const made = createSecretKey(Redacted.value(master))
  prepared.set(master, made)
  return made
}

const keyOf = (master: Redacted.Redacted<Uint8Array>, salt: Uint8Array): KeyObject =>
  createSecretKey(createHmac("sha256", objectOf(master)).update("lienhoi/box/1\n").update(salt).digest())

const bound = (spot: Spot, id: string): Uint8Array =>
  Buffer.from(JSON.stringify([spot.association, spot.table, spot.row, spot.column, id]))

/** Closes a value with the key in use. */
export const close = (ring: KeyRing, salt: Uint8Array, spot: Spot, text: string): string =>
  closeBytes(ring, salt, spot, Buffer.from(text, "utf8"))

/** Closes bytes with the key in use. */
export const closeBytes = (ring: KeyRing, salt: Uint8Array, spot: Spot, bytes: Uint8Array): string => {
  const id = ring.current
  const nonce = random(12)
  const cipher = createCipheriv("aes-256-gcm", keyOf(ring.keys.get(id)!, salt), nonce)
  cipher.setAAD(bound(spot, id))
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64")}`
}

/** The id of the key a box was closed with. */
const keyIdOf = (box: string): string => box.slice(0, Math.max(box.indexOf("."), 0))

/** Opens a box. What fails says which box and why, never what is in it. */
export const open = (
  ring: KeyRing,
  salt: Uint8Array | null,
  spot: Spot,
  box: string
): Result.Result<string, KeyError> =>
  Result.map(openBytes(ring, salt, spot, box), (bytes) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8")
  )

/** Opens a box of bytes. */
export const openBytes = (
  ring: KeyRing,
  salt: Uint8Array | null,
  spot: Spot,
  box: string
): Result.Result<Uint8Array, KeyError> => {
  const damaged = Result.fail(
    new KeyError({ reason: new Damaged({ table: spot.table, row: spot.row, column: spot.column }) })
  )
  const id = keyIdOf(box)
  const master = ring.keys.get(id)
  if (id === "" || salt === null) return damaged
  if (master === undefined) return Result.fail(new KeyError({ reason: new MissingKey({ ids: id }) }))
  const bytes = Buffer.from(box.slice(id.length + 1), "base64")
  if (bytes.length < 28) return damaged
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(master, salt), bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(bound(spot, id))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Result.succeed(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]))
  } catch {
    // The library says only that it does not fit: another key, or other bytes.
    return damaged
  }
}

/** The keyed hash by which an exact value is found, under every key of the ring; the key in use comes first. */
export const matches = (ring: KeyRing, association: string, kind: string, value: string): ReadonlyArray<string> =>
  [ring.current, ...[...ring.keys.keys()].filter((id) => id !== ring.current)].map((id) => {
    const key = createHmac("sha256", objectOf(ring.keys.get(id)!))
      .update("lienhoi/match/1\n")
      .digest()
    return `${id}.${createHmac("sha256", key)
      .update(JSON.stringify([association, kind, value]))
      .digest("base64")}`
  })
