/**
 * Lets Node load `.tsx` modules and pass over style sheets: `node --import ./tools/tsx.ts …`. Node strips types by
 * itself and leaves JSX alone; what our users run is built, so only our own examples need this.
 */
import { readFileSync } from "node:fs"
import { registerHooks } from "node:module"
import { fileURLToPath } from "node:url"
import { transformSync } from "esbuild"

const compile = (url: string): string =>
  transformSync(readFileSync(fileURLToPath(url), "utf8"), {
    loader: "tsx",
    jsx: "automatic",
    target: "es2023",
    sourcefile: fileURLToPath(url),
    sourcemap: "inline"
  }).code

registerHooks({
  load(url, context, next) {
    if (url.endsWith(".css")) return { format: "module", source: "", shortCircuit: true }
    if (url.endsWith(".tsx")) return { format: "module", source: compile(url), shortCircuit: true }
    return next(url, context)
  }
})
