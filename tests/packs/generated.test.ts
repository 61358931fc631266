import { Template } from "@lienhoi/template"
import { describe, expect, it } from "vitest"
import { page } from "./page.ts"
import * as Shelf from "./shelf.ts"

describe("what is made from the files of the packs; npm test -- packs/generated -u writes it anew", () => {
  it("is the module of the package: every file, letter for letter", async () => {
    await expect(Shelf.module()).toMatchFileSnapshot("../../packages/packs/src/internal/embedded.ts")
  })

  it("is the page of packs and indicators", async () => {
    const templates = Shelf.packs
      .filter(({ kind }) => kind !== "dimensions" && kind !== "targets")
      .map(({ text, file }) => Shelf.read(Template.parse(text, { file, dimensions: Shelf.dimensions })).template)
    await expect(page(Shelf.packs, templates, Shelf.indicators)).toMatchFileSnapshot("../../docs/packs.md")
  })
})
