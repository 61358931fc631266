/**
 * Accounts of an app in plain Promises.
 */

import * as Instant from "@lienhoi/calendar/Instant"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Password from "@lienhoi/http/Password"
import * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
import type * as Channel from "@lienhoi/messaging/Channel"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import { type Account, Accounts, AccountsError, type Change } from "@lienhoi/report/Accounts"
import { AuditLog, type What } from "@lienhoi/report/AuditLog"
import * as Grant from "@lienhoi/report/Grant"
import * as Ids from "@lienhoi/report/Ids"
import * as Journal from "@lienhoi/report/Journal"
import { SessionTokens } from "@lienhoi/report/SessionTokens"
import { Tries } from "@lienhoi/report/Tries"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { fold } from "@lienhoi/words/Text"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { AccountDesk, Link, NewAccount } from "../AccountDesk.ts"
import type { Household } from "./household.ts"
import type * as Shelving from "./shelving.ts"

const texts = Catalogue.make({
  link: {
    vi: "Đăng nhập bằng đường dẫn này, dùng một lần trong 15 phút: {link} Nếu không phải mình vừa yêu cầu, xin bỏ qua tin này và đừng gửi cho ai.",
    en: "Sign in by this link, once within 15 minutes: {link} If you did not ask for it, leave this message alone and pass it on to nobody."
  },
  subject: { vi: "Đường dẫn đăng nhập", en: "Link to sign in" }
})

const issue = Issue.from(
  Catalogue.make({
    "account.name": {
      vi: "Tên đăng nhập còn trống; ghi tên, số điện thoại hoặc địa chỉ thư",
      en: "The sign-in name is empty; give a name, a telephone number or an address of mail"
    },
    "account.taken": {
      vi: "Tên đăng nhập {name} đã có người dùng; chọn tên khác",
      en: "The sign-in name {name} is taken; choose another"
    },
    "account.person": {
      vi: "Không có ai mã {person} trong danh sách cán bộ",
      en: "Nobody in the list of people has the id {person}"
    },
    "account.none": {
      vi: "Không có tài khoản {account}; xem danh sách: lienhoi account list",
      en: "There is no account {account}; look at: lienhoi account list"
    },
    "account.disabled": {
      vi: "Tài khoản {account} đã khóa; mở lại trước",
      en: "Account {account} is disabled; enable it first"
    },
    "account.no-road": {
      vi: "Chưa có kênh nào chỉ {person} đọc được (Zalo hoặc thư điện tử); in đường dẫn ra và đưa tận tay",
      en: "There is no channel that only {person} reads (Zalo or mail); print the link and hand it over"
    },
    "account.unreadable": {
      vi: "Không mở được tài khoản: khóa không đúng hoặc dữ liệu đã bị sửa; chạy: lienhoi store verify",
      en: "The account does not open: the key is another or it was changed; run: lienhoi store verify"
    }
  })
)

/** What accounts stand on. */
export interface Deps {
  readonly house: Household
  readonly shelving: Shelving.Shelving["Service"]
  readonly channels: ReadonlyArray<Channel.Contract>
  readonly language: Language
}

/** What is needed of the store. */
type Services = Accounts | SessionTokens | Tries | AuditLog | Ids.Ids | Journal.Journal

/** Minutes for which a link works. */
const linkMinutes = 15

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

const passwordIssues = (name: string, password: string): ReadonlyArray<Issue.Issue> => {
  const found = Password.check(password, name)
  return found.ok ? [] : found.issues
}

/** What is wrong with the input is a value; what is wrong with the world is thrown on. */
const checked = <A, E extends { readonly _tag: string }, R>(
  effect: Effect.Effect<Issue.Checked<A>, AccountsError | E, R>
): Effect.Effect<Issue.Checked<A>, AccountsError | E, R> =>
  Effect.catch(effect, (error): Effect.Effect<Issue.Checked<A>, AccountsError | E> => {
    if (!(error instanceof AccountsError)) return Effect.fail(error)
    switch (error.reason._tag) {
      case "Taken":
        return Effect.succeed(Issue.fail(issue("account.taken", { name: error.reason.name }, { path: ["name"] })))
      case "Unreadable":
        return Effect.succeed(Issue.fail(issue("account.unreadable")))
      default:
        return Effect.fail(error)
    }
  })

const note = (what: What, account: string) =>
  Effect.gen(function* () {
    yield* (yield* AuditLog).record({ what, account, at: yield* Clock.currentTimeMillis, address: null })
  })

/** Keeps the grants that follow from offices, of one account. */
const follow = ({ house, shelving }: Deps, { id, person }: Account) =>
  Effect.gen(function* () {
    const today = Instant.dateIn(yield* now)
    const grants = Grant.ofOffices(house.hierarchy, { account: id, person, today })
    yield* shelving.grantOffices(id, grants)
  })

/** Keeps the grants of every account that follows offices: the list of people may have changed. */
export const followAll = (deps: Deps) =>
  Effect.gen(function* () {
    const all = yield* (yield* Accounts).list
    yield* Effect.forEach(
      all.filter(({ offices }) => offices),
      (account) => follow(deps, account)
    )
  })

const add = (deps: Deps, { name, person, password, offices = false }: NewAccount) =>
  Effect.gen(function* () {
    const issues = [
      ...(fold(name) === "" ? [issue("account.name", {}, { path: ["name"] })] : []),
      ...(Directory.person(deps.house.directory, person) === null
        ? [issue("account.person", { person }, { path: ["person"] })]
        : []),
      ...(password === undefined ? [] : passwordIssues(name, password))
    ]
    if (issues.length > 0) return Issue.fail(...issues)
    const hash = password === undefined ? null : yield* Effect.promise(() => Password.hash(password))
    const id = `tk-${yield* (yield* Ids.Ids).next}`
    const account = { id, name: name.trim(), person, hash, offices, since: yield* now, disabledAt: null }
    yield* (yield* Accounts).add(account)
    if (offices) yield* follow(deps, account)
    yield* note("account-added", id)
    return Issue.ok(account)
  })

/** Changes an account; its sessions end. */
const change = (id: string, what: What, to: (account: Account) => Effect.Effect<Issue.Checked<Change>>) =>
  Effect.gen(function* () {
    const accounts = yield* Accounts
    const found = yield* accounts.byId(id)
    if (found === null) return Issue.fail(issue("account.none", { account: id }, { path: ["account"] }))
    const asked = yield* to(found)
    if (!asked.ok) return asked
    const changed = yield* accounts.change(id, asked.value)
    yield* (yield* SessionTokens).endAll(id, null)
    yield* note(what, id)
    return changed === null ? Issue.fail(issue("account.none", { account: id })) : Issue.ok(changed)
  })

const sendLink = (deps: Deps, { account: id, token, page }: Link) =>
  Effect.gen(function* () {
    const { house, channels, language } = deps
    const account = yield* (yield* Accounts).byId(id)
    if (account === null) return Issue.fail(issue("account.none", { account: id }, { path: ["account"] }))
    if (account.disabledAt !== null) return Issue.fail(issue("account.disabled", { account: account.name }))
    const at = yield* now
    const { person } = account
    // By hand it would stand on a list that others read.
    const open = new Set(channels.map(({ capabilities }) => capabilities.name))
    const roads = Directory.contactsOn(house.directory, person, Instant.dateIn(at))
      .map(({ channel, address }) => ({ channel, address }))
      .filter(({ channel }) => channel !== ByHandChannel.channelName && open.has(channel))
    if (roads.length === 0) return Issue.fail(issue("account.no-road", { person }, { path: ["person"] }))
    const label = { secrecy: "internal", personal: "basic", reviewed: true } as const
    const message = Message.make({
      key: `link/${yield* (yield* Ids.Ids).next}`,
      kind: "link",
      to: { audience: "person", id: person, name: Directory.person(house.directory, person)?.name ?? person, roads },
      duty: null,
      association: house.association.id,
      subject: Labelled.make(texts.subject[language], label),
      body: Labelled.make(Catalogue.say(texts, "link", { link: `${page}${token}` }, language), label)
    })
    const expires = Instant.fromMillis(Date.parse(at) + linkMinutes * 60_000)
    yield* (yield* Journal.Journal).append("link", [], {
      expectedVersion: 0,
      outbox: [Outbox.row(message, { notBefore: at, expires })]
    })
    return Issue.ok(roads.map(({ channel }) => channel))
  })

type Run = <A, E>(effect: Effect.Effect<A, E, Services>) => Promise<A>

/** The accounts of an app. */
export const of = (deps: Deps, run: Run): AccountDesk => {
  const accounts = <A, E>(ask: (accounts: Accounts["Service"]) => Effect.Effect<A, E>) =>
    run(Effect.flatMap(Accounts, ask))
  const tokens = <A, E>(ask: (tokens: SessionTokens["Service"]) => Effect.Effect<A, E>) =>
    run(Effect.flatMap(SessionTokens, ask))
  const tries = <A, E>(ask: (tries: Tries["Service"]) => Effect.Effect<A, E>) => run(Effect.flatMap(Tries, ask))
  const log = <A, E>(ask: (log: AuditLog["Service"]) => Effect.Effect<A, E>) => run(Effect.flatMap(AuditLog, ask))
  const send = (link: Link) => run(checked(sendLink(deps, link)))
  const at = (disabledAt: (now: string) => string | null) => () =>
    Effect.map(now, (moment) => Issue.ok({ disabledAt: disabledAt(moment) }))
  return {
    accounts: {
      add: (given) => run(checked(add(deps, given))),
      byName: (name) => accounts((all) => all.byName(name)),
      byId: (id) => accounts((all) => all.byId(id)),
      list: () => accounts((all) => all.list),
      setPassword: (id, password) =>
        run(
          checked(
            change(id, "password-changed", ({ name }) => {
              const issues = passwordIssues(name, password)
              return issues.length > 0
                ? Effect.succeed(Issue.fail(...issues))
                : Effect.promise(async () => Issue.ok({ hash: await Password.hash(password) }))
            })
          )
        ),
      setHash: (id, hash) => accounts((all) => Effect.asVoid(all.change(id, { hash }))),
      disable: (id) =>
        run(
          checked(
            change(
              id,
              "account-disabled",
              at((moment) => moment)
            )
          )
        ),
      enable: (id) =>
        run(
          checked(
            change(
              id,
              "account-enabled",
              at(() => null)
            )
          )
        ),
      sendLink: send,
      sender:
        (page) =>
        async ({ id }, token) => {
          const sent = await send({ account: id, token, page })
          if (!sent.ok) throw new Error(sent.issues.map(({ code }) => code).join())
        }
    },
    tokens: {
      put: (hash, kept) => tokens((all) => all.put(hash, kept)),
      get: (hash) => tokens((all) => all.get(hash)),
      take: (hash) => tokens((all) => all.take(hash)),
      shorten: (hash, until) => tokens((all) => all.shorten(hash, until)),
      endAll: (account, but) => tokens((all) => all.endAll(account, but))
    },
    tries: {
      take: (key, limit, moment) => tries((all) => all.take(key, limit, moment)),
      forget: (key, moment) => tries((all) => all.forget(key, moment))
    },
    audit: {
      record: (event) => log((lines) => lines.record(event)),
      list: (asked) => log((lines) => lines.list(asked))
    }
  }
}
