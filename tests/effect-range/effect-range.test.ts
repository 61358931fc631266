import { assert, test } from "@effect/vitest"
import { allowed, installed, ranges, tryWith } from "./effectRange.ts"

test("the lowest and the highest effect that the packages allow", { timeout: 600_000 }, async () => {
  const asked = ranges()
  const versions = await allowed(asked)
  const pinned = installed()
  assert.isAbove(asked.length, 0)
  assert.include(versions, pinned, "the lock file holds a version that is neither the lowest nor the highest")
  const others = versions.filter((version) => version !== pinned)
  if (others.length === 0)
    console.log(
      `effect ${pinned} is the lowest and the highest that ${asked.join(" and ")} allow: every test runs with it`
    )
  for (const version of others) {
    console.log(`effect ${version} beside ${pinned}: types and tests of the inner packages once more`)
    assert.deepStrictEqual(await tryWith(version), [], `effect ${version}`)
  }
})
