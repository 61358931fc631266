/**
 * `lienhoi account`: who may sign in. Passwords come through standard input, never on the line, and are shown nowhere.
 */

import * as Instant from "@lienhoi/calendar/Instant"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as SignIn from "@lienhoi/http/SignIn"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Account, Entry } from "../AccountDesk.ts"
import type { App } from "../App.ts"
import type { Grant } from "../Shelf.ts"
import type { Answer, Call, Command } from "./Command.ts"
import * as Configured from "./configured.ts"

const texts = Catalogue.make({
  added: { vi: "Đã lập tài khoản {name} cho {person}.", en: "Account {name} is there for {person}." },
  "by-link": {
    vi: "Chưa có mật khẩu: in một đường dẫn đăng nhập bằng lệnh lienhoi account link {name} --page ĐỊA-CHỈ",
    en: "It has no password yet: print a link to sign in with lienhoi account link {name} --page ADDRESS"
  },
  offices: {
    vi: "Xem được đơn vị mình đang đứng đầu, theo danh sách cán bộ.",
    en: "Sees the units she leads, as the list of people says."
  },
  granted: {
    vi: "Xem được {unit} và các đơn vị bên dưới ({role}).",
    en: "Sees {unit} and what stands under it ({role})."
  },
  figures: { vi: "số liệu", en: "figures" },
  persons: { vi: "con người", en: "persons" },
  nothing: {
    vi: "Tài khoản chưa xem được gì: thêm --offices (theo chức vụ) hoặc --unit MÃ-ĐƠN-VỊ",
    en: "The account sees nothing yet: add --offices (by office) or --unit ID"
  },
  link: {
    vi: "Đường dẫn của {name}, dùng một lần trong 15 phút, chỉ đưa cho chính người đó:",
    en: "The link of {name}, for once within 15 minutes, for nobody else:"
  },
  sent: {
    vi: "Sẽ gửi đường dẫn cho {name} qua {channels}; gửi được trong 15 phút.",
    en: "The link goes to {name} by {channels}, within 15 minutes."
  },
  none: { vi: "Chưa có tài khoản nào.", en: "There is no account yet." },
  one: { vi: "{name} · {person} · {ways}{state}", en: "{name} · {person} · {ways}{state}" },
  password: { vi: "mật khẩu", en: "password" },
  "link-only": { vi: "chỉ bằng đường dẫn", en: "by link alone" },
  "by-office": { vi: ", theo chức vụ", en: ", by office" },
  "is-disabled": { vi: ", đã khóa từ {on}", en: ", disabled since {on}" },
  disabled: {
    vi: "Đã khóa tài khoản {name}; mọi phiên đang mở đã hết.",
    en: "Account {name} is disabled; its sessions have ended."
  },
  enabled: { vi: "Đã mở lại tài khoản {name}.", en: "Account {name} is enabled again." },
  changed: {
    vi: "Đã đặt mật khẩu mới cho {name}; mọi phiên đang mở đã hết.",
    en: "{name} has a new password; its sessions have ended."
  },
  person: { vi: "Cần --person MÃ-NGƯỜI trong danh sách cán bộ", en: "--person ID, of the list of people, is needed" },
  role: {
    vi: "--role chỉ nhận figures hoặc persons, đi cùng --unit",
    en: "--role takes figures or persons, together with --unit"
  },
  page: {
    vi: "Cần --page: địa chỉ trang đăng nhập, thí dụ https://hoi.example/dang-nhap",
    en: "--page is needed: the address of the page to sign in, such as https://hoi.example/dang-nhap"
  },
  stdin: {
    vi: "Mật khẩu đưa qua đường ống, không gõ trên dòng lệnh: thêm --password-stdin và nối lệnh đọc mật khẩu vào trước",
    en: "A password comes through a pipe, never on the line: add --password-stdin and pipe it in"
  },
  empty: { vi: "Không nhận được mật khẩu nào từ đường ống", en: "No password came through the pipe" },
  line: { vi: "{at} · {what} · {name}{place}", en: "{at} · {what} · {name}{place}" },
  place: { vi: " · nơi {place}", en: " · from {place}" },
  unknown: { vi: "không rõ ai", en: "nobody known" },
  quiet: { vi: "Chưa ghi gì.", en: "Nothing was written down." }
})

const whats: { readonly [what in Entry["what"]]: { readonly vi: string; readonly en: string } } = Catalogue.make({
  "signed-in": { vi: "đăng nhập", en: "signed in" },
  "wrong-password": { vi: "sai mật khẩu", en: "wrong password" },
  "no-account": { vi: "không có tài khoản", en: "no such account" },
  "held-back": { vi: "bị giữ lại vì thử quá nhiều", en: "held back after too many tries" },
  "link-sent": { vi: "gửi đường dẫn đăng nhập", en: "link sent" },
  "link-not-sent": { vi: "không gửi được đường dẫn", en: "link not sent" },
  "wrong-link": { vi: "đường dẫn sai hoặc đã hết hạn", en: "wrong or old link" },
  "signed-out": { vi: "đăng xuất", en: "signed out" },
  "signed-out-everywhere": { vi: "đăng xuất mọi nơi", en: "signed out everywhere" },
  "password-changed": { vi: "đổi mật khẩu", en: "password changed" },
  "account-added": { vi: "lập tài khoản", en: "account made" },
  "account-disabled": { vi: "khóa tài khoản", en: "account disabled" },
  "account-enabled": { vi: "mở lại tài khoản", en: "account enabled" }
})

const issue = Issue.from(
  Catalogue.make({
    "account.none": {
      vi: "Không có tài khoản {account}; xem danh sách: lienhoi account list",
      en: "There is no account {account}; look at: lienhoi account list"
    },
    "account.disabled": {
      vi: "Tài khoản {account} đã khóa; mở lại trước: lienhoi account enable {account}",
      en: "Account {account} is disabled; enable it first: lienhoi account enable {account}"
    },
    "account.unit": {
      vi: "Không có đơn vị {unit} hôm nay; xem lại mã đơn vị",
      en: "There is no unit {unit} today; check its id"
    }
  })
)

const usage = (code: "person" | "role" | "page" | "stdin" | "empty"): Answer => ({ end: "usage", message: texts[code] })

const say = (call: Call, code: keyof typeof texts, params: Catalogue.Params = {}): string =>
  Catalogue.say(texts, code, params, call.language)

/** What a program may know of an account: all but the hash. */
const bare = ({ hash, ...account }: Account) => ({ ...account, hasPassword: hash !== null })

/** The first line that comes through the pipe; `null` when there is no pipe, or nothing in it. */
const piped = async (): Promise<string | null> => {
  if (process.stdin.isTTY === true) return null
  const parts: Array<Buffer> = []
  for await (const part of process.stdin) parts.push(Buffer.from(part))
  const [line = ""] = Buffer.concat(parts).toString("utf8").split(/\r?\n/u)
  return line === "" ? null : line
}

const named = async (app: App, call: Call, work: (account: Account) => Promise<Answer>): Promise<Answer> => {
  const [name = ""] = call.positionals
  const account = await app.accounts.byName(name)
  return account === null
    ? { end: "bad-input", issues: [issue("account.none", { account: name }, { path: ["account"] })] }
    : work(account)
}

/** `lienhoi account add NAME --person P [--password-stdin] [--offices] [--unit U [--role figures|persons]]` */
export const add: Command = {
  words: ["account", "add"],
  synopsis: "NAME --person P [--password-stdin] [--offices] [--unit U [--role figures|persons]] [--config FILE]",
  summary: {
    vi: "Lập tài khoản đăng nhập cho một người; --offices: xem đơn vị mình đứng đầu; --unit: xem một đơn vị và bên dưới",
    en: "Make an account for a person; --offices: she sees the units she leads; --unit: a unit and what stands under it"
  },
  options: ["person", "unit", "role", "config"],
  switches: ["password-stdin", "offices"],
  takes: [1, 1],
  run: async (call) => {
    const { person, unit, role = "figures" } = call.options
    if (person === undefined) return usage("person")
    if ((role !== "figures" && role !== "persons") || (call.options.role !== undefined && unit === undefined))
      return usage("role")
    const password = call.switches.has("password-stdin") ? await piped() : undefined
    if (password === null) return usage("empty")
    const [name = ""] = call.positionals
    return Configured.over(call, async (app) => {
      const offices = call.switches.has("offices")
      if (unit !== undefined && !app.hierarchy.events.some((event) => "unit" in event && event.unit === unit))
        return { end: "bad-input", issues: [issue("account.unit", { unit }, { path: ["unit"] })] }
      const added = await app.accounts.add({ name, person, offices, ...(password === undefined ? {} : { password }) })
      if (!added.ok) return { end: "bad-input", issues: added.issues }
      const { id, since } = added.value
      const from = Instant.dateIn(since)
      const unitName = unit === undefined ? "" : (Snapshot.unit(app.tree(from), unit)?.name ?? unit)
      const grants: ReadonlyArray<Grant> =
        unit === undefined
          ? []
          : [
              {
                id: `account/${id}/${unit}/${role}`,
                account: id,
                unit,
                route: "own",
                role,
                lineage: "*",
                from,
                until: null
              }
            ]
      if (grants.length > 0) {
        const granted = await app.grant(grants)
        if (!granted.ok) return { end: "bad-input", issues: granted.issues }
      }
      return {
        end: "done",
        lines: [
          say(call, "added", { name, person }),
          ...(offices ? [say(call, "offices")] : []),
          ...(unit === undefined ? [] : [say(call, "granted", { unit: unitName, role: say(call, role) })]),
          ...(offices || unit !== undefined ? [] : [say(call, "nothing")]),
          ...(password === undefined ? [say(call, "by-link", { name })] : [])
        ],
        json: { ...bare(added.value), grants: await app.grants(id).then((all) => (all.ok ? all.value : [])) }
      }
    })
  }
}

/** `lienhoi account link NAME --page ADDRESS [--send]` */
export const link: Command = {
  words: ["account", "link"],
  synopsis: "NAME --page ADDRESS [--send] [--config FILE]",
  summary: {
    vi: "In một đường dẫn đăng nhập dùng một lần; --send: gửi cho người đó qua Zalo hoặc thư điện tử",
    en: "Print a link to sign in that works once; --send: send it to her by Zalo or mail"
  },
  options: ["page", "config"],
  switches: ["send"],
  takes: [1, 1],
  run: async (call) => {
    const { page } = call.options
    const parsed = URL.parse(page ?? "")
    if (page === undefined || parsed === null || !/^https?:$/u.test(parsed.protocol)) return usage("page")
    return Configured.over(call, (app) =>
      named(app, call, async ({ id, name, disabledAt }) => {
        if (disabledAt !== null) return { end: "bad-input", issues: [issue("account.disabled", { account: name })] }
        // After the mark a browser keeps it to itself: it goes to no server and into no log.
        const whole = page.includes("#") ? page : `${page}#`
        const token = await SignIn.link({ tokens: app.tokens, account: id, now: Date.now() })
        if (!call.switches.has("send")) {
          const json = { account: id, link: `${whole}${token}` }
          return { end: "done", lines: [say(call, "link", { name }), json.link], json }
        }
        const sent = await app.accounts.sendLink({ account: id, token, page: whole })
        if (!sent.ok) return { end: "bad-input", issues: sent.issues }
        const json = { account: id, channels: sent.value }
        return { end: "done", lines: [say(call, "sent", { name, channels: sent.value.join(", ") })], json }
      })
    )
  }
}

/** `lienhoi account list` */
export const list: Command = {
  words: ["account", "list"],
  synopsis: "[--config FILE]",
  summary: { vi: "Liệt kê các tài khoản đăng nhập", en: "List the accounts" },
  options: ["config"],
  takes: [0, 0],
  run: (call) =>
    Configured.over(call, async (app) => {
      const all = await app.accounts.list()
      const lines = all.map(({ name, person, hash, offices, disabledAt }) =>
        say(call, "one", {
          name,
          person: app.directory.people.get(person)?.name ?? person,
          ways: `${say(call, hash === null ? "link-only" : "password")}${offices ? say(call, "by-office") : ""}`,
          state: disabledAt === null ? "" : say(call, "is-disabled", { on: Instant.dateIn(disabledAt) })
        })
      )
      return { end: "done", lines: lines.length === 0 ? [say(call, "none")] : lines, json: all.map(bare) }
    })
}

const switched = (verb: "disable" | "enable", said: "disabled" | "enabled", summary: Command["summary"]): Command => ({
  words: ["account", verb],
  synopsis: "NAME [--config FILE]",
  summary,
  options: ["config"],
  takes: [1, 1],
  run: (call) =>
    Configured.over(call, (app) =>
      named(app, call, async ({ id, name }) => {
        const done = await app.accounts[verb](id)
        return done.ok
          ? { end: "done", lines: [say(call, said, { name })], json: bare(done.value) }
          : { end: "bad-input", issues: done.issues }
      })
    )
})

/** `lienhoi account disable NAME` */
export const disable = switched("disable", "disabled", {
  vi: "Khóa một tài khoản: không ai đăng nhập bằng nó nữa, mọi phiên đang mở hết ngay",
  en: "Disable an account: nobody signs in with it, and its sessions end at once"
})

/** `lienhoi account enable NAME` */
export const enable = switched("enable", "enabled", {
  vi: "Mở lại một tài khoản đã khóa",
  en: "Enable an account again"
})

/** `lienhoi account password NAME --password-stdin` */
export const password: Command = {
  words: ["account", "password"],
  synopsis: "NAME --password-stdin [--config FILE]",
  summary: {
    vi: "Đặt mật khẩu mới, đọc từ đường ống; mọi phiên đang mở hết ngay",
    en: "Give a new password, read from a pipe; the sessions of the account end at once"
  },
  options: ["config"],
  switches: ["password-stdin"],
  takes: [1, 1],
  run: async (call) => {
    if (!call.switches.has("password-stdin")) return usage("stdin")
    const given = await piped()
    if (given === null) return usage("empty")
    return Configured.over(call, (app) =>
      named(app, call, async ({ id, name }) => {
        const done = await app.accounts.setPassword(id, given)
        return done.ok
          ? { end: "done", lines: [say(call, "changed", { name })], json: bare(done.value) }
          : { end: "bad-input", issues: done.issues }
      })
    )
  }
}

/** `lienhoi account log [NAME]` */
export const log: Command = {
  words: ["account", "log"],
  synopsis: "[NAME] [--config FILE]",
  summary: {
    vi: "Cho xem 100 việc gần nhất quanh đăng nhập, của mọi người hoặc một tài khoản",
    en: "Show the last 100 things around signing in, of everybody or one account"
  },
  options: ["config"],
  takes: [0, 1],
  run: (call) =>
    Configured.over(call, async (app) => {
      const names = new Map((await app.accounts.list()).map(({ id, name }) => [id, name]))
      const show = async (account?: string): Promise<Answer> => {
        const all = await app.audit.list(account === undefined ? {} : { account })
        const lines = all.map(({ at, what, account: id, place }) =>
          say(call, "line", {
            at: `${Instant.dateIn(at)} ${Instant.timeIn(at)}`,
            what: whats[what][call.language],
            name: id === null ? say(call, "unknown") : (names.get(id) ?? id),
            place: place === null ? "" : say(call, "place", { place })
          })
        )
        return { end: "done", lines: lines.length === 0 ? [say(call, "quiet")] : lines, json: all }
      }
      return call.positionals.length === 0 ? show() : named(app, call, ({ id }) => show(id))
    })
}
