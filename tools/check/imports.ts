/** What a module imports: values and types alike, since an arrow drawn by a type is an arrow. */
import { readFileSync } from "node:fs"
import { builtinModules } from "node:module"
import { dirname, join } from "node:path"
import ts from "typescript"

export interface Import {
  readonly specifier: string
  readonly line: number
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean
}

export const importsOf = (file: string): ReadonlyArray<Import> => {
  const text = readFileSync(file, "utf8")
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    specifier: fileName,
    line: text.slice(0, pos).split("\n").length,
    typeOnly: /(?:^|\n)(?:im|ex)port type [^"']*$/.test(text.slice(0, pos))
  }))
}

export const isRelative = (specifier: string): boolean => specifier.startsWith(".")

/** The file that a relative import of `file` names. */
export const target = (file: string, specifier: string): string => join(dirname(file), specifier)

export const isBuiltin = (specifier: string): boolean =>
  specifier.startsWith("node:") || builtinModules.includes(specifier)

/** `@lienhoi/calendar/Period` → `@lienhoi/calendar`, `effect/Effect` → `effect`. */
export const packageOf = (specifier: string): string =>
  specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/")
