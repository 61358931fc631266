/** `npm run tarballs -- DIR`: builds every package and packs it into a folder, to be installed where npm has none yet. */
import { mkdirSync } from "node:fs"
import { resolve } from "node:path"
import { pack } from "./build/pack.ts"
import { buildPackages } from "./build/packages.ts"
import { started } from "./packages.ts"

const folder = resolve(process.argv[2] ?? "tarballs")
mkdirSync(folder, { recursive: true })
const problems = (await buildPackages()).flatMap((built) => built.problems)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
for (const one of started) console.log(await pack(one, folder))
