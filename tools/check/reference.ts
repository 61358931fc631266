/** The reference is rendered as a reader gets it; typedoc has nothing to warn of. */
import { join } from "node:path"
import { root } from "../packages.ts"
import { complaints, run as start } from "../run.ts"

export const run = async (): Promise<ReadonlyArray<string>> =>
  complaints(await start(process.execPath, [join(root, "docs/render.ts")]))
