/** The first ten lines of a README, in the forms in which its readers would have them in their own project. */
import { transformSync } from "esbuild"
import ts from "typescript"
import { type Language, prepare } from "../doctest/claims.ts"

/** One example as it is written, its claims already turned into calls of `claim`. */
export interface FirstLines {
  /** Name of the package, as a file can be called. */
  readonly name: string
  readonly language: Language
  readonly code: string
}

export const firstLines = (name: string, language: Language, code: string, line: number): FirstLines => ({
  name,
  language,
  code: prepare(code, line, language).code
})

/** Style sheets belong to a bundler; Node has no word for them. */
const withoutStyles = (code: string): string => code.replaceAll(/^import "[^"]+\.css";?$/gm, "")

const plain = ({ language, code }: FirstLines): string =>
  transformSync(withoutStyles(code), { loader: language, jsx: "automatic", target: "es2023" }).code

/** An ES module. */
export const asModule = (lines: FirstLines): string => plain(lines)

/** CommonJS: `require` at the top, and what awaits in a function, since a script cannot wait. */
export const asScript = (lines: FirstLines): string => {
  const file = ts.createSourceFile("lines.js", plain(lines), ts.ScriptTarget.ES2023, true)
  const head = file.statements.filter(ts.isImportDeclaration)
  const body = file.statements.filter(
    (statement) => !ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)
  )
  const text = (statements: ReadonlyArray<ts.Statement>) => statements.map((one) => one.getText()).join("\n")
  const written = `${text(head)}\nexport const ended = (async () => {\n${text(body)}\n})()\n`
  return ts.transpileModule(written, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023, verbatimModuleSyntax: false }
  }).outputText
}
