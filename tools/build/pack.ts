/** One package as npm would publish it. */
import { basename, join } from "node:path"
import type { Package } from "../packages.ts"
import { npm } from "../run.ts"

/** Packs a package that is built into `folder` and returns the path of the tarball. */
export const pack = async (one: Package, folder: string): Promise<string> => {
  const { stdout } = await npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder, one.folder])
  const [packed]: ReadonlyArray<{ readonly filename: string }> = JSON.parse(stdout)
  return join(folder, basename(packed!.filename))
}
