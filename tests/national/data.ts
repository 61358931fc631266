/**
 * The national unit lists before and after 1 July 2025, and which unit went into which. They are not part of the project:
 * they stand in a folder beside it, or in the one that `LIENHOI_NATIONAL_DATA` names. What needs them says loudly that it
 * did not run when they are absent.
 */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parse } from "@lienhoi/words/Table"

const root = fileURLToPath(new URL("../..", import.meta.url))

const named = process.env.LIENHOI_NATIONAL_DATA ?? join(root, "..", "shared", "data")

/** The folder, `null` when it is not there. */
export const folder: string | null = existsSync(join(named, "vn-reorganisation-2025-07.csv")) ? named : null

/** What to say when the data is not there. */
export const absent =
  "NATIONAL DATA IS ABSENT, NOTHING WAS TESTED: set LIENHOI_NATIONAL_DATA to the folder that holds vn-reorganisation-2025-07.csv"

/** The rows of one of its files. */
export const rowsOf = (file: string): ReadonlyArray<{ readonly [heading: string]: string }> => {
  if (folder === null) throw new Error(absent)
  const table = parse(readFileSync(join(folder, file), "utf8"), { needed: [] })
  if (!table.ok) throw new Error(table.issues.map(({ english }) => english).join("; "))
  return table.value.rows.map(({ cells }) => cells)
}
