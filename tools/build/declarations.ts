/**
 * Declarations of one package: one `.d.ts` for each module, with a map that leads an editor to the source we ship.
 * Dependencies are resolved as a consumer resolves them, so what stands in `dist` is what was checked.
 */
import { join, relative } from "node:path"
import ts from "typescript"
import { filesBelow } from "../files.ts"
import { root } from "../packages.ts"

const base = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile).config

/** Parsed once for all packages: the library of the language, Effect, what is already built. */
const parsed = new Map<string, ts.SourceFile>()

const hostFor = (options: ts.CompilerOptions): ts.CompilerHost => {
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile
  return {
    ...host,
    getSourceFile(name, ...rest) {
      if (!name.includes("node_modules")) return read.call(host, name, ...rest)
      const known = parsed.get(name) ?? read.call(host, name, ...rest)
      if (known !== undefined) parsed.set(name, known)
      return known
    }
  }
}

/** Writes the declarations of `folder/src` to `folder/dist` and returns what is wrong with them. */
export const emitDeclarations = (folder: string): ReadonlyArray<string> => {
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...base.compilerOptions,
      types: ["node"],
      declaration: true,
      declarationMap: true,
      emitDeclarationOnly: true,
      rootDir: "src",
      outDir: "dist"
    },
    folder
  )
  const program = ts.createProgram(filesBelow(join(folder, "src"), ".ts", ".tsx"), options, hostFor(options))
  const emitted = program.emit()
  return [...ts.getPreEmitDiagnostics(program), ...emitted.diagnostics].map(describe)
}

/** One line for a diagnostic: where and what. */
export const describe = (diagnostic: ts.Diagnostic): string => {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ")
  if (diagnostic.file === undefined || diagnostic.start === undefined) return text
  const { line, character } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start)
  return `${relative(root, diagnostic.file.fileName)}:${line + 1}:${character + 1} ${text}`
}
