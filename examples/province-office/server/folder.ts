/**
 * The folder of an office: its store, its clock, the mails, and `van-phong.json`, which says whose folder it is. A folder
 * that holds anything else is left alone.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { writeWhole } from "./keep.ts"

/** What is kept about an office between two runs. */
export interface Notes {
  /** Whether the first month is in. */
  readonly isFilled: boolean
  /** Of all sample accounts; made up at the first start. */
  readonly password: string
  /** Up to when the rest of the province has been played. */
  readonly playedUntil: string
}

/** A folder in use. */
export interface Folder {
  readonly path: (name: string) => string
  readonly notes: () => Notes
  readonly note: (more: Partial<Notes>) => void
}

/** Somebody else's files stand where the office should be. */
export class NotOurs extends Error {}

const file = "van-phong.json"

/** Opens the folder, or makes it. */
export const open = (folder: string, begin: () => Notes): Folder => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = (name: string) => join(folder, name)
  const isOurs = existsSync(path(file))
  if (!isOurs && readdirSync(folder).length > 0) throw new NotOurs(folder)
  let notes: Notes = isOurs ? JSON.parse(readFileSync(path(file), "utf8")) : begin()
  const note = (more: Partial<Notes>) => {
    notes = { ...notes, ...more }
    writeWhole(path(file), `${JSON.stringify(notes, null, 2)}\n`)
  }
  note({})
  return { path, notes: () => notes, note }
}
