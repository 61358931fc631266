/**
 * Files written whole or not at all.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

/** A file to be. */
export interface Content {
  readonly path: string
  readonly content: string | Uint8Array
}

/** Writes all of them, each beside its place first; when one cannot be written, none is. */
export const writeAll = (files: ReadonlyArray<Content>): void => {
  const beside = (path: string): string => `${path}.partial`
  try {
    for (const { path, content } of files) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(beside(path), content)
    }
  } catch (cause) {
    for (const { path } of files) rmSync(beside(path), { force: true })
    throw cause
  }
  for (const { path } of files) renameSync(beside(path), path)
}
