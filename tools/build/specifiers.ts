/** Our sources import `./X.ts` or `./X.tsx`; what stands beside them in `dist` is `./X.js`. */
import ts from "typescript"

/** The literal that names a module: of an import, an export, an `import(…)`, as a value or as a type. */
const named = (node: ts.Node): ts.Node | undefined => {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    ? node.arguments[0]
    : undefined
}

/** Leads every relative import to JavaScript. Text that only looks like one, such as a file we write for others, stays. */
export const toJavaScript = (text: string): string => {
  const file = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ES2023, false)
  const found: Array<ts.StringLiteral> = []
  const visit = (node: ts.Node): void => {
    const name = named(node)
    if (name !== undefined && ts.isStringLiteral(name) && /^\.{1,2}\/.*\.tsx?$/.test(name.text)) found.push(name)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
    .sort((a, b) => b.end - a.end)
    .reduce((all, { end }) => all.slice(0, end).replace(/\.tsx?(["'])$/, ".js$1") + all.slice(end), text)
}
