/**
 * The reference of every package, from its doc comments, into the folder that is named, or `docs/reference`. A warning is
 * an error: a link that leads nowhere, a type that is mentioned but not shown.
 */
import { existsSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { Application, Converter, LogLevel, ReflectionKind } from "typedoc"

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const barrels = readdirSync(join(root, "packages"))
  .map((name) => join(root, "packages", name, "src/index.ts"))
  .filter((file) => existsSync(file))

const app = await Application.bootstrap({
  name: "Liên hội",
  entryPoints: barrels,
  tsconfig: join(root, "tsconfig.json"),
  basePath: join(root, "packages"),
  out: process.argv[2] ?? join(root, "docs/reference"),
  readme: "none",
  disableSources: true,
  excludeExternals: true,
  excludeInternal: true,
  skipErrorChecking: true,
  treatWarningsAsErrors: true,
  jsDocCompatibility: { exampleTag: false },
  externalSymbolLinkMappings: { effect: { "*": "#" }, typescript: { "*": "#" } },
  logLevel: LogLevel.Warn
})

/** A page is called what its reader imports: `calendar/src` is `@lienhoi/calendar`. */
app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
  if (!reflection.kindOf(ReflectionKind.Module)) return
  const [name = ""] = reflection.name.split("/")
  reflection.name = name.includes("lienhoi") ? name : `@lienhoi/${name}`
})

const project = await app.convert()
if (project !== undefined) {
  app.validate(project)
  await app.generateOutputs(project)
}
process.exitCode = project === undefined || app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0
