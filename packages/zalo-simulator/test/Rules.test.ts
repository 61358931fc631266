/** The table of rules in the README is the one in the code, and each rule names the test that exercises it. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Rule } from "@lienhoi/zalo-simulator"
import { describe, expect, it } from "vitest"

const here = fileURLToPath(new URL(".", import.meta.url))
const readme = join(here, "../README.md")
const sources = join(here, "../src/internal")

interface Titled {
  readonly file: string
  readonly title: string
}

/** Titles of tests, by file. */
const titles: ReadonlyArray<Titled> = readdirSync(here)
  .filter((file) => file.endsWith(".test.ts"))
  .flatMap((file) =>
    [...readFileSync(join(here, file), "utf8").matchAll(/^\s*it\("((?:[^"\\]|\\.)+)"/gm)].map(([, title]) => ({
      file,
      title: title!
    }))
  )

const testOf = (id: string): Titled | undefined => titles.find(({ title }) => title.startsWith(`${id}: `))

const shown = (value: Rule.Setting): string =>
  typeof value === "boolean" ? (value ? "on" : "off") : value === null ? "none" : `\`${value}\``

const table = (): string =>
  [
    "| Rule | Mark | Default | What it says | Test |",
    "| --- | :-: | --- | --- | --- |",
    ...Rule.ids.map((id) => {
      const { mark, value, fixed, about } = Rule.of(id)
      const { file = "", title = "" } = testOf(id) ?? {}
      return `| \`${id}\` | ${mark} | ${fixed === true ? "always" : shown(value)} | ${about} | ${file}: ${title.slice(id.length + 2).replaceAll("|", "\\|")} |`
    })
  ].join("\n")

describe("rules", () => {
  it("each has a test that begins with its id", () => {
    expect(Rule.ids.filter((id) => testOf(id) === undefined)).toEqual([])
  })

  it("each that has a switch is asked for in the code", () => {
    const code = readdirSync(sources)
      .map((file) => readFileSync(join(sources, file), "utf8"))
      .join("\n")
    expect(Rule.ids.filter((id) => Rule.of(id).fixed !== true && !code.includes(`"${id}"`))).toEqual([])
  })

  it("the README shows the table as it is (UPDATE_README=1 writes it)", () => {
    const text = readFileSync(readme, "utf8")
    const [start, end] = ["<!-- rules -->\n", "\n<!-- /rules -->"]
    const from = text.indexOf(start) + start.length
    const to = text.indexOf(end, from - 1)
    expect(from).toBeGreaterThan(start.length)
    if (process.env.UPDATE_README === "1")
      writeFileSync(readme, text.slice(0, from) + table() + text.slice(Math.max(to, from - 1)))
    expect(readFileSync(readme, "utf8")).toContain(`${start}${table()}${end}`)
  })
})
