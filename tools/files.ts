/** Files of a folder, in an order that does not depend on the machine. */
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"

/** All files below `folder` with one of these endings, as absolute paths; none when the folder is not there. */
export const filesBelow = (folder: string, ...endings: ReadonlyArray<string>): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && (endings.length === 0 || endings.some((end) => entry.name.endsWith(end))))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.includes("node_modules"))
        .sort()
    : []
