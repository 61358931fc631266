import { assert, test } from "@effect/vitest"
import { commands } from "../src/command/commands.ts"

test("every command is called by its own words, and none stands behind a shorter one that would be taken for it", async () => {
  for (const [words, load] of commands) assert.strictEqual((await load()).words.join(" "), words)
  const all = commands.map(([words]) => words)
  for (const [i, words] of all.entries())
    assert.deepStrictEqual(
      all.slice(0, i).filter((earlier) => `${words} `.startsWith(`${earlier} `)),
      []
    )
})
