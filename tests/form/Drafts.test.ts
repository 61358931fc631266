import { Drafts } from "@lienhoi/react"
import { describe, it } from "vitest"
import { draftLaws } from "./draftLaws.ts"

describe("drafts in memory keep what every place of drafts promises", () => {
  for (const [law, check] of Object.entries(draftLaws)) it(law, () => check((account) => Drafts.memory({ account })))
})
