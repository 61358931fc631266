/** The site and the reference are made as a reader gets them; typedoc has nothing to warn of, and no link is dead. */
import { join } from "node:path"
import { root } from "../packages.ts"
import { complaints, run as start } from "../run.ts"

export const run = async (): Promise<ReadonlyArray<string>> =>
  complaints(await start(process.execPath, [join(root, "docs/site.ts")]))
