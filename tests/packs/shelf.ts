/** The files of the packs as they stand on disk, read anew: what the generated module and the generated page are made of. */
import { globSync, readFileSync } from "node:fs"
import type { Indicator, Pack } from "@lienhoi/packs"
import { DimensionSet, TargetSet, Template } from "@lienhoi/template"
import type { Issue } from "@lienhoi/words"
import { Table } from "@lienhoi/words"

const folder = new URL("../../packages/packs/data/", import.meta.url).pathname

const text = (file: string): string => readFileSync(folder + file, "utf8")

/** Names of the YAML files: `vwu/bao-cao-thang.yaml`. */
const files: ReadonlyArray<string> = globSync("*/*.yaml", { cwd: folder }).toSorted()

/** Names of the examples beside them. */
const examples: ReadonlyArray<string> = globSync("*/*.example.json", { cwd: folder }).toSorted()

/** What was read; a file of ours that cannot be read ends the test with everything that is wrong. */
export const read = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map(({ message, place }) => `${place?.line} ${message}`).join("\n"))
  return checked.value
}

/** The shared dimensions on disk. */
export const dimensions: ReadonlyArray<DimensionSet.DimensionSet> = files
  .filter((file) => DimensionSet.isDimensionSet(text(file)))
  .map((file) => read(DimensionSet.parse(text(file), { file })))

const headOf = (file: string): Pick<Pack.Pack, "id" | "version" | "kind" | "title" | "titleEn"> => {
  const yaml = text(file)
  if (DimensionSet.isDimensionSet(yaml)) {
    const { id, version, title } = read(DimensionSet.parse(yaml, { file }))
    return { id, version, kind: "dimensions", title, titleEn: null }
  }
  if (TargetSet.isTargetSet(yaml)) {
    const { id, version, title, titleEn } = read(TargetSet.parse(yaml, { file }))
    return { id, version, kind: "targets", title, titleEn }
  }
  const { id, version, kind, title, titleEn } = read(Template.parse(yaml, { file, dimensions })).template
  return { id, version, kind, title, titleEn }
}

/** Every pack as it should be in the package. */
export const packs: ReadonlyArray<Pack.Pack> = files
  .map((file) => {
    const example = file.replace(/\.yaml$/u, ".example.json")
    const exampleText = examples.includes(example) ? JSON.stringify(JSON.parse(text(example))) : null
    return { ...headOf(file), file, text: text(file), exampleText }
  })
  .toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** The list of indicators as it should be in the package. */
export const indicators: ReadonlyArray<Indicator.Indicator> = read(
  Table.parse(text("indicators.csv"), {
    needed: ["key", "label", "unit", "type", "units", "periods", "theme", "pack", "source"]
  })
).rows.map(({ cells }) => ({ ...cells, unit: cells.unit === "" ? null : cells.unit }) as Indicator.Indicator)

const literal = (rows: ReadonlyArray<object>): string => {
  const entry = (row: object): string =>
    Object.entries(row)
      .map(([key, value]) => `    ${key}: ${JSON.stringify(value)}`)
      .join(",\n")
  return `[\n${rows.map((row) => `  {\n${entry(row)}\n  }`).join(",\n")}\n]`
}

/** The module that holds them all. */
export const module = (): string =>
  [
    "// Made from data/ by tests/packs/generated.test.ts; npm test -- packs/generated -u writes it anew.",
    'import type { Indicator, Pack } from "./shapes.ts"',
    "",
    `export const packs: ReadonlyArray<Pack> = ${literal(packs)}`,
    "",
    `export const indicators: ReadonlyArray<Indicator> = ${literal(indicators)}`,
    ""
  ].join("\n")
