/**
 * The inner rings run in a browser, on a server and in a worker: their sources may name what the language itself
 * gives, and the few globals that every host has, but nothing of Node's or of the browser's own.
 */
import { join, relative } from "node:path"
import ts from "typescript"
import { filesBelow } from "../files.ts"
import { lastInnerRing, root, started } from "../packages.ts"

/** Every host that runs ECMAScript today has these. */
const everywhere = new Set(["URL", "URLSearchParams", "TextEncoder", "TextDecoder", "AbortSignal", "structuredClone"])

const hostTypes = /\/(?:@types\/node|undici-types)\/|\/lib\.dom/

/** Calls whose answer depends on the machine: its clock, its time zone, its dice. */
const machine = /\b(?:Date\.now\(|new Date\(\)|Math\.random\(|getTimezoneOffset\(|toLocale\w*\()/

export const run = async (): Promise<ReadonlyArray<string>> => {
  const files = started
    .filter(({ ring }) => ring <= lastInnerRing)
    .flatMap(({ folder }) => filesBelow(join(folder, "src"), ".ts", ".tsx"))
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [...files] }, ts.sys, root)
  const program = ts.createProgram(files, options)
  const checker = program.getTypeChecker()

  return files.flatMap((name) => {
    const file = program.getSourceFile(name)!
    const place = (position: number) =>
      `${relative(root, name)}:${file.getLineAndCharacterOfPosition(position).line + 1}`
    const problems: Array<string> = []
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
        const call = machine.exec(node.getText(file))
        if (call?.index === 0) problems.push(`${place(node.getStart(file))} ${call[0]} asks the machine; take a value`)
      }
      if (ts.isIdentifier(node) && !everywhere.has(node.text) && isFree(node)) {
        const declarations = checker.getSymbolAtLocation(node)?.declarations ?? []
        if (declarations.length > 0 && declarations.every((one) => hostTypes.test(one.getSourceFile().fileName)))
          problems.push(`${place(node.getStart(file))} ${node.text} is not there in every host`)
      }
      ts.forEachChild(node, visit)
    }
    visit(file)
    return problems
  })
}

/** A name that stands for itself, not for a member of something. */
const isFree = (node: ts.Identifier): boolean =>
  !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) && !ts.isPropertyAssignment(node.parent)
