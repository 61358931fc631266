/**
 * The reference app travels inside the `lienhoi` package, so that `lienhoi demo` works where only the package is
 * installed: its data as it stands, its TypeScript file by file as JavaScript. It imports `lienhoi` by name, which
 * inside the package resolves to the package itself.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import ts from "typescript"
import { filesBelow } from "../files.ts"
import { root } from "../packages.ts"
import { describe } from "./declarations.ts"

const example = join(root, "examples/hau-giang")

/** Made on the way or meant for the repository only. `sources` are read by the script that made the inputs, by nothing else. */
const stays = /^(?:test|out|dist|node_modules|sources)\/|^make-[^/]*$|\.d\.ts$|^tsconfig/

/** Every file of the example that a demonstration needs. */
export const demoInputs = (): ReadonlyArray<string> =>
  existsSync(example) ? filesBelow(example).filter((file) => !stays.test(relative(example, file))) : []

/** Writes the example to `target` and returns what could not be compiled. */
export const carryDemo = (target: string): ReadonlyArray<string> =>
  demoInputs().flatMap((file) => {
    const place = join(target, relative(example, file))
    mkdirSync(dirname(place), { recursive: true })
    if (relative(example, file) === "package.json") return []
    if (!file.endsWith(".ts")) {
      copyFileSync(file, place)
      return []
    }
    const { outputText, diagnostics } = ts.transpileModule(readFileSync(file, "utf8"), {
      fileName: file,
      reportDiagnostics: true,
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
        rewriteRelativeImportExtensions: true
      }
    })
    writeFileSync(place.replace(/\.ts$/, ".js"), outputText)
    return (diagnostics ?? []).map(describe)
  })
