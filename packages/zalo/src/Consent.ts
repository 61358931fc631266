/**
 * Connecting an account, in two steps: an administrator of the account opens the link of {@link begin} and agrees; the
 * address her browser then shows goes to {@link finish}. Between the two the verifier waits in the `CredentialStore`, so
 * they may run in different processes.
 *
 * @since 0.1.0
 */
import * as CredentialStore from "@lienhoi/messaging/CredentialStore"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Account } from "./Account.ts"
import * as OAuth from "./OAuth.ts"
import { words } from "./ZaloError.ts"

const issue = Issue.from(
  Catalogue.make({
    "zalo.callback-unreadable": {
      vi: "Địa chỉ dán vào không có mã đồng ý; dán nguyên địa chỉ trên trình duyệt sau khi bấm đồng ý",
      en: "The address holds no code; paste the whole address the browser shows after agreeing"
    },
    "zalo.consent-none": {
      vi: "Chưa bắt đầu kết nối hoặc đã quá lâu; chạy lại lienhoi zalo connect để lấy liên kết mới",
      en: "No connection was begun, or too long ago; run lienhoi zalo connect again for a new link"
    },
    "zalo.other-account": {
      vi: "Quản trị viên đã chọn Official Account {given}, cấu hình ghi {expected}; mở lại liên kết và chọn đúng tài khoản",
      en: "The administrator chose account {given}, the configuration names {expected}; open the link again and choose that one"
    },
    "zalo.exchange": {
      vi: "Zalo chưa cấp quyền: {reason}. Mã đồng ý chỉ dùng một lần trong 10 phút; lấy liên kết mới",
      en: "Zalo gave no tokens: {reason}. A code is good once and for 10 minutes; take a new link"
    },
    "zalo.store": {
      vi: "Không ghi được kết nối vào kho; xem lại kho rồi làm lại",
      en: "The connection could not be kept; check the store and try again"
    }
  })
)

const nameOf = ({ appId, oaId }: Account): string => `zalo-consent/${appId}/${oaId}`

const keep = (name: string, value: string) =>
  Effect.gen(function* () {
    const store = yield* CredentialStore.CredentialStore
    const lease = yield* store.lease(name, { holder: "connect", lasting: "10 seconds" })
    if (lease === null) return yield* new CredentialStore.LeaseLost({ holder: "connect" })
    const before = yield* store.read(name)
    yield* store.replace(lease, { expected: before?.version ?? 0, value: Redacted.make(value), expires: null })
    yield* store.release(lease)
  })

/** The link for an administrator. `bytes` are 48 random ones: 32 for the verifier, the rest for the state. */
export const begin = (
  account: Account,
  redirect: string,
  bytes: Uint8Array
): Effect.Effect<Issue.Checked<string>, never, CredentialStore.CredentialStore> =>
  Effect.gen(function* () {
    const verifier = OAuth.verifier(bytes.slice(0, 32))
    const state = OAuth.verifier(bytes.slice(32))
    yield* keep(nameOf(account), `${state} ${verifier}`)
    return Issue.ok(OAuth.consentUrl(account.settings, { redirect, verifier, state }))
  }).pipe(Effect.catch(() => Effect.succeed(Issue.fail(issue("zalo.store")))))

/** Takes the address the browser shows, and connects the account; a code of another account is refused before it is used. */
export const finish = (
  account: Account,
  url: string
): Effect.Effect<Issue.Checked<null>, never, CredentialStore.CredentialStore> =>
  Effect.gen(function* () {
    const back = OAuth.readCallback(url)
    if (back === null) return Issue.fail(issue("zalo.callback-unreadable"))
    const store = yield* CredentialStore.CredentialStore
    const kept = yield* store.read(nameOf(account))
    const [state, verifier] = kept === null ? [] : Redacted.value(kept.value).split(" ")
    if (state === undefined || verifier === undefined || state !== back.state)
      return Issue.fail(issue("zalo.consent-none"))
    if (back.oaId !== account.oaId)
      return Issue.fail(issue("zalo.other-account", { given: back.oaId, expected: account.oaId }))
    yield* keep(nameOf(account), "")
    const granted = yield* Effect.result(
      OAuth.exchange(account.transport, account.settings, { code: back.code, verifier })
    )
    if (granted._tag === "Failure") {
      const { vi, en } = words(granted.failure)
      const [found] = [issue("zalo.exchange", { reason: vi })]
      return Issue.fail({ ...found, english: found.english.replace(vi, () => en) })
    }
    yield* account.tokens.adopt(granted.success)
    return Issue.ok(null)
  }).pipe(Effect.catch(() => Effect.succeed(Issue.fail(issue("zalo.store")))))
