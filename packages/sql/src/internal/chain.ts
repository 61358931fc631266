/**
 * What is hashed, and how: docs/store-export.md says the same for whoever checks a store with a program of his own.
 * Everything is SHA-256 over UTF-8, written as lower-case hexadecimal.
 */
import { hash } from "node:crypto"

/** What stands before the first of anything. */
export const zero = "0".repeat(64)

const sha = (text: string): string => hash("sha256", text, "hex")

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex")

/** The salted commitment of what stands beside an event; without the salt nobody can try words against it. */
export const commitment = (salt: Uint8Array, words: string): string => sha(`lienhoi/words/1\n${hex(salt)}\n${words}`)

/** The salted commitment of a file: its id. */
export const file = (salt: Uint8Array, about: string, bytes: Uint8Array): string =>
  sha(`lienhoi/file/1\n${hex(salt)}\n${about}\n${hash("sha256", bytes, "hex")}`)

/** What a link covers besides the link before it. */
export interface Linked {
  readonly association: string
  readonly stream: string
  readonly version: number
  readonly id: string
  /** The event without words, exactly as it is kept. */
  readonly body: string
  /** {@link commitment} of its words, `null` when it has none. */
  readonly words: string | null
}

/** The link of one event in its stream. */
export const link = (before: string, { association, stream, version, id, body, words }: Linked): string =>
  sha(`lienhoi/link/1\n${before}\n${JSON.stringify([association, stream, version, id, words])}\n${body}`)

/** The leaf of one position. */
export const leaf = (position: number, id: string, chain: string): string =>
  sha(`lienhoi/leaf/1\n${JSON.stringify([position, id])}\n${chain}`)

/** The root over leaves: pairs are hashed, the last of an odd row goes up as it is. */
export const root = (leaves: ReadonlyArray<string>): string => {
  if (leaves.length === 0) return zero
  let row = leaves
  while (row.length > 1) {
    const up: Array<string> = []
    for (let i = 0; i < row.length; i += 2)
      up.push(i + 1 < row.length ? sha(`lienhoi/node/1\n${row[i]}\n${row[i + 1]}`) : row[i]!)
    row = up
  }
  return row[0]!
}

/** What a seal says. */
export interface Sealed {
  readonly association: string
  readonly number: number
  readonly first: number
  readonly last: number
  readonly root: string
  readonly sealedAt: string
}

/** The hash of a seal, which covers the seal before it. */
export const seal = (before: string, { association, number, first, last, root, sealedAt }: Sealed): string =>
  sha(`lienhoi/seal/1\n${before}\n${JSON.stringify([association, number, first, last, root, sealedAt])}`)
