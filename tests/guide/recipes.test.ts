import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { groups } from "../../docs/src/pages.ts"
import { fences, follow, root, same } from "./follow.ts"

const pairs = groups
  .find(({ en }) => en === "Recipes")!
  .pages.filter(({ slug }) => slug !== "viec")
  .map(({ en, vi }) => [vi!, en!] as const)

describe("recipes", () => {
  it("are listed, ten and more, each with code that is run", () => {
    const found = readdirSync(join(root, "docs/recipes")).filter((name) => !name.startsWith("README"))
    expect(
      pairs
        .flat()
        .map((file) => file.replace("docs/recipes/", ""))
        .toSorted()
    ).toEqual(found.toSorted())
    expect(pairs.length).toBeGreaterThanOrEqual(10)
    for (const [list, file] of pairs.flatMap(
      ([vi, en]) =>
        [
          ["README.md", vi],
          ["README.en.md", en]
        ] as const
    ))
      expect(readFileSync(join(root, "docs/recipes", list), "utf8")).toContain(
        `](${file.replace("docs/recipes/", "")})`
      )
    // `ts` with what it prints is run by the step "doctest", `sh` below.
    for (const [vi] of pairs)
      expect([
        vi,
        fences(vi).some(({ info, language }) => language === "sh" || (language === "text" && info === "output"))
      ]).toEqual([vi, true])
  })

  for (const [vi, en] of pairs) same(vi, en)
})

describe("sao-luu-va-phuc-hoi.md", () => {
  const walk = follow("docs/recipes/sao-luu-va-phuc-hoi.md")
  afterAll(() => walk.end())
})
