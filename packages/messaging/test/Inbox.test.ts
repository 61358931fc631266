import { assert, it } from "@effect/vitest"
import * as Inbox from "@lienhoi/messaging/Inbox"
import * as Labelled from "@lienhoi/messaging/Labelled"
import { suite } from "@lienhoi/testing/InboxSuite"

suite("memory", Inbox.layerMemory)

it("what came in shows its label and not its content", () => {
  const body = Labelled.unreviewed("4 nhóm", "p-1")

  assert.strictEqual(String(body), "Labelled(open, none, unreviewed)")
  assert.notInclude(JSON.stringify({ body }), "nhóm")
})
