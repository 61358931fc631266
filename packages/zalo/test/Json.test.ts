import { assert, describe, it } from "@effect/vitest"
import * as CredentialStore from "@lienhoi/messaging/CredentialStore"
import * as Account from "@lienhoi/zalo/Account"
import * as Group from "@lienhoi/zalo/Group"
import * as OaMessage from "@lienhoi/zalo/OaMessage"
import * as Pace from "@lienhoi/zalo/Pace"
import * as TemplateMessage from "@lienhoi/zalo/TemplateMessage"
import * as Transport from "@lienhoi/zalo/Transport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { settings } from "./theatre.ts"

/** An account to which Zalo answers with these texts, whatever it is asked. */
const answering = <A, E>(
  texts: ReadonlyArray<string>,
  work: (account: Account.Account, urls: ReadonlyArray<string>) => Effect.Effect<A, E>
) => {
  const left = [...texts]
  const urls: Array<string> = []
  const transport = Transport.Transport.of({
    send: ({ url }) =>
      Effect.sync(() => {
        urls.push(url)
        return { status: 200, headers: {}, text: left.shift() ?? "" }
      })
  })
  return Effect.gen(function* () {
    const account = yield* Account.make(settings)
    yield* account.tokens.adopt({
      access: Redacted.make("AT1"),
      refresh: Redacted.make("RT1"),
      lasting: 90_000_000
    })
    return yield* work(account, urls)
  }).pipe(
    Effect.provide(
      Layer.mergeAll(Layer.succeed(Transport.Transport, transport), CredentialStore.layerMemory, Pace.layerMemory)
    )
  )
}

describe("what Zalo answers", () => {
  it.effect("no digit is lost of ids that come as bare numbers", () =>
    answering(
      [
        '{"error":0,"message":"success","data":[{"templateId":9007199254740993123,"templateName":"A","status":"ENABLE"}],"metadata":{"total":1}}'
      ],
      (account) =>
        Effect.map(TemplateMessage.list(account), (all) => assert.strictEqual(all[0]?.id, "9007199254740993123"))
    )
  )

  it.effect("quotas as text, an error as text, unknown members: read all the same", () =>
    answering(
      [
        '{"data":{"quota":{"quota_type":"reply","remain":"7","total":"8"},"message_id":"0a1b","user_id":"2","new":{}},"error":"0","message":"Success"}'
      ],
      (account) =>
        Effect.map(OaMessage.text(account, "2000000000000000002", "Chào chị"), (sent) =>
          assert.deepStrictEqual(sent, { messageId: "0a1b", funding: { from: "reply", remain: 7, total: 8 } })
        )
    )
  )

  it.effect("a list is asked for until it is whole", () => {
    const page = (ids: ReadonlyArray<number>, total: number) =>
      JSON.stringify({ error: 0, data: { total, members: ids.map((id) => ({ user_id: `u-${id}`, name: "Lan" })) } })
    return answering([page([1, 2], 3), page([3], 3)], (account, urls) =>
      Effect.map(Group.members(account, "f0e1"), (all) => {
        assert.deepStrictEqual(
          all.map(({ id }) => id),
          ["u-1", "u-2", "u-3"]
        )
        assert.isTrue(urls[1]?.includes("offset=2") && urls[1].includes("count=50"))
      })
    )
  })

  it.effect("an answer that is no JSON, or none of Zalo's, leaves open whether it was done", () =>
    Effect.forEach(["", "<html></html>", "[]", '{"data":{}}'], (text) =>
      answering([text], (account) =>
        Effect.map(Effect.flip(OaMessage.text(account, "2", "Chào")), (error) => assert.isTrue(error.isUnknown, text))
      )
    )
  )
})
