/** What somebody has written and not yet handed over: kept in this browser, sent when the line allows. */
import * as Drafts from "@lienhoi/react/Drafts"
import * as Outgoing from "@lienhoi/react/Outgoing"
import type { Issue } from "@lienhoi/words/Issue"
import { type Answer, client, office } from "./api.ts"

interface Desk {
  readonly account: string
  readonly drafts: Drafts.Drafts
  readonly outgoing: Outgoing.Outgoing
}

let desk: Desk | null = null

type Failed = Extract<Answer<unknown>, { readonly ok: false }>

/** A refusal in the form's words. */
export const refusal = ({
  problem
}: Failed):
  | { readonly is: "sign-in" }
  | { readonly is: "no-line" }
  | { readonly is: "refused"; readonly issues: ReadonlyArray<Issue> } => {
  if (problem === null || problem.kind === "too-many" || problem.kind === "unavailable") return { is: "no-line" }
  if (problem.kind === "sign-in") return { is: "sign-in" }
  const { kind, title } = problem
  const whole: Issue = { code: `http.${kind}`, severity: "error", path: [], message: title, english: title }
  return { is: "refused", issues: problem.issues.length === 0 ? [whole] : problem.issues }
}

const addressOf = ({ report, template }: Drafts.Letter) => {
  const [owner = "", name = ""] = template.id.split("/")
  return { owner, name, period: report.period, unit: report.unit }
}

/**
 * Why nothing may leave as that account; `null` when it may: on a phone that several share somebody else may have signed in
 * meanwhile, here or in another tab.
 */
const stopped = async (account: string, expired: () => void) => {
  const me = await client.me.me()
  if (me.ok && me.value.account === account) return null
  const why = me.ok ? ({ is: "sign-in" } as const) : refusal(me)
  if (why.is === "sign-in") expired()
  return why
}

/**
 * Sends one form, as the account that wrote it. What somebody enters for another unit came by telephone.
 */
export const send =
  (account: string, isOwn: (unit: string) => boolean, expired: () => void) =>
  async (letter: Drafts.Letter): Promise<Outgoing.Answer> => {
    const why = await stopped(account, expired)
    if (why !== null) return why
    const params = addressOf(letter)
    const road = isOwn(letter.report.unit) ? {} : { via: "phone" as const }
    const answer = await client.reports.submit({
      params,
      payload: { values: letter.values, seen: letter.seen, ...road }
    })
    if (!answer.ok) {
      if (answer.problem?.kind === "sign-in") expired()
      return refusal(answer)
    }
    const { outcome, report } = answer.value
    if (outcome === "confirm-replacement") {
      const now = await client.forms.form({ params })
      return now.ok ? { is: "newer", form: now.value } : refusal(now)
    }
    const last = report.revisions.at(-1)
    return { is: "received", at: last?.at ?? letter.at, revision: report.revision }
  }

/** Hands over one file, as the account that took it. */
export const upload = async (account: string, expired: () => void, file: Drafts.KeptFile): Promise<Outgoing.Upload> => {
  const why = await stopped(account, expired)
  if (why !== null) return why
  const answer = await client.files.put({ query: { name: file.name }, payload: file.blob })
  return answer.ok ? { is: "kept", id: answer.value.id } : refusal(answer)
}

/** Takes away what the browser keeps of the server's answers. */
const forget = async (): Promise<void> => {
  if ("caches" in globalThis) await caches.delete("da-xem")
}

/** Whose answers the browser keeps for a dead line. */
const seenBy = "da-xem"

/** Opens the desk of an account; the same one stays open. `expired` is told when a form met a session that is over. */
export const open = (account: string, units: ReadonlyArray<string>, expired: () => void): Desk => {
  if (desk?.account === account) return desk
  desk?.outgoing.close()
  // Somebody whose session ended never signed out: what she saw is not for the next one.
  const before = localStorage.getItem(seenBy)
  if (before !== null && before !== account) void forget().then(() => Promise.all([client.me.me(), office.about()]))
  localStorage.setItem(seenBy, account)
  const drafts = Drafts.indexed({ account })
  const outgoing = Outgoing.make({
    drafts,
    send: send(account, (unit) => units.includes(unit), expired),
    upload: (file) => upload(account, expired, file)
  })
  desk = { account, drafts, outgoing }
  return desk
}

/** The desk of whoever is signed in. */
export const held = (): Desk => {
  if (desk === null) throw new Error("nobody is signed in")
  return desk
}

/** Sends what waited for somebody to sign in. */
export const nudge = (): void => void desk?.outgoing.nudge()

/** How many forms were sent and have not arrived. */
export const waiting = async (): Promise<number> => {
  const letters = (await desk?.drafts.letters().catch(() => [])) ?? []
  return letters.filter(({ said }) => said?.is !== "received").length
}

/** Takes everything of this account from the browser: the next one to use it finds nothing. */
export const wipe = async (): Promise<void> => {
  desk?.outgoing.close()
  await desk?.drafts.wipe()
  desk = null
  localStorage.removeItem(seenBy)
  await forget()
}
