import { spawnSync } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { root } from "./outside.ts"

const here = new URL("../../", import.meta.url).pathname
const lienhoi = `"${process.execPath}" --conditions=@lienhoi/source "${here}packages/lienhoi/src/command/main.ts"`

/** A fenced block: its language, what stands behind it, its text. */
interface Fence {
  readonly language: string
  readonly info: string
  readonly text: string
}

const fencesOf = (guide: string): ReadonlyArray<Fence> =>
  [...readFileSync(join(here, "docs/guides", guide), "utf8").matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", info = "", text = ""]) => ({ language, info, text })
  )

/** What is shown stands in the text, in this order; a line "…" leaves out any number of lines. */
const shows = (shown: string, text: string): boolean => {
  const pattern = shown
    .trimEnd()
    .split("\n")
    .map((line) => (line === "…" ? "(?:.*\n)*?" : `${line.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}\n`))
    .join("")
  return new RegExp(`^${pattern}$`).test(`${text.trimEnd()}\n`)
}

for (const guide of ["khi-dia-gioi-thay-doi.md", "when-boundaries-change.md"])
  describe(guide, () => {
    const folder = mkdtempSync(join(tmpdir(), "huong-dan-"))
    for (const part of ["units.csv", "plan.yaml", "assignments.csv", "sources", "templates", "figures"])
      cpSync(join(root, part), join(folder, part), { recursive: true })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))
    const fences = fencesOf(guide)
    const commands = fences.flatMap((fence, i) => (fence.language === "sh" ? [{ ...fence, shown: fences[i + 1] }] : []))

    it("shows the output of every command, and none without one", () => {
      expect(commands.length).toBeGreaterThan(12)
      expect(commands.map(({ shown }) => shown?.language)).toEqual(commands.map(() => "text"))
      expect(fences.filter(({ language }) => language === "text").length).toBe(commands.length)
    })

    it("quotes the plan as it is", () => {
      const [quoted] = fences.filter(({ language, info }) => language === "yaml" && info === "")
      expect(shows(`…\n${quoted!.text}`, readFileSync(join(folder, "plan.yaml"), "utf8"))).toBe(true)
    })

    for (const [i, fence] of fences.entries()) {
      if (fence.language === "sh")
        it(fence.text.trim(), () => {
          const line = fence.text.trim().replace(/^npx lienhoi/, lienhoi)
          const { status, stdout } = spawnSync("sh", ["-c", `${line} 2>&1`], { cwd: folder, encoding: "utf8" })
          expect(status).toBe(Number(/exit=(\d)/.exec(fence.info)?.[1] ?? 0))
          const shown = fences[i + 1]!.text
          if (!shows(shown, stdout)) expect(stdout).toBe(shown)
        }, 60_000)
      else if (fence.info !== "")
        it(`${fence.info} is written as shown`, () => {
          writeFileSync(join(folder, fence.info), fence.text)
        })
    }
  })
