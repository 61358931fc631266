/**
 * `npm run build`: JavaScript with tsup, declarations with the TypeScript compiler, package after package from the
 * innermost ring outwards, so that each one is compiled against what its dependencies publish and not against their
 * sources. A package whose inputs did not change is left alone. `npm run build -- calendar` builds what is named.
 */
import { buildPackages } from "./build/packages.ts"

const built = await buildPackages(process.argv.slice(2))
for (const { name, seconds, problems } of built) {
  console.log(`${name.padEnd(24)}${seconds === 0 ? "unchanged" : `${seconds.toFixed(1)} s`}`)
  for (const problem of problems) console.log(`  ${problem}`)
}
process.exitCode = built.some(({ problems }) => problems.length > 0) ? 1 : 0
