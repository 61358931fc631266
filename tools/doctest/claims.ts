/** Turns `expression // => value` into a claim that can fail, without moving a line. */
import ts from "typescript"

/** What stands behind the three strokes of a fence: with JSX or without. */
export type Language = "ts" | "tsx"

export interface Prepared {
  readonly code: string
  /** Comments with an arrow that stand behind no statement: a claim nobody would check. */
  readonly stray: ReadonlyArray<number>
}

const parse = (text: string, language: Language) =>
  ts.createSourceFile(`example.${language}`, text, ts.ScriptTarget.ES2023, true)

/** The parser's own list of what it did not understand; not in the public types of the compiler. */
const isWhole = (text: string): boolean =>
  (ts.transpileModule(text, { reportDiagnostics: true }).diagnostics ?? []).length === 0

/** The value that starts behind `// =>` on line `index`; it may go on in the comments of the lines below. */
const valueAt = (lines: ReadonlyArray<string>, index: number, start: string): string => {
  let value = start
  for (let next = index + 1; !isWhole(`(${value})`); next++) {
    const more = /^\s*\/\/\s?(.*)$/.exec(lines[next] ?? "")
    if (more === null) return start
    value += ` ${more[1]}`
  }
  return value
}

/** What a statement gives, to be compared: the expression itself, or the name it was given. */
const subject = (statement: ts.Statement): { readonly text: string; readonly replaces: boolean } | null => {
  if (ts.isExpressionStatement(statement)) return { text: statement.expression.getText(), replaces: true }
  if (!ts.isVariableStatement(statement)) return null
  const [declaration] = statement.declarationList.declarations
  return declaration !== undefined && ts.isIdentifier(declaration.name)
    ? { text: declaration.name.text, replaces: false }
    : null
}

/** `line` is where the code stands in its file. */
export const prepare = (code: string, line: number, language: Language = "ts"): Prepared => {
  const file = parse(code, language)
  const lines = code.split("\n")
  const claimed = new Set<number>()
  const edits: Array<{ readonly start: number; readonly end: number; readonly text: string }> = []
  for (const statement of file.statements) {
    const end = statement.getEnd()
    const row = file.getLineAndCharacterOfPosition(end).line
    const arrow = /^;?[ \t]*\/\/ =>[ \t]*(.*)/.exec(code.slice(end))
    const given = subject(statement)
    if (arrow === null || given === null) continue
    claimed.add(row)
    const claim = `claim(${given.text}, (${valueAt(lines, row, arrow[1]!.trim())}), ${line + row});`
    edits.push(
      given.replaces ? { start: statement.getStart(), end, text: `;${claim}` } : { start: end, end, text: `; ${claim}` }
    )
  }
  const edited = edits.reduceRight(
    (text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
    code
  )
  return {
    code: edited,
    stray: lines.flatMap((text, row) => (/\/\/ =>/.test(text) && !claimed.has(row) ? [line + row] : []))
  }
}
