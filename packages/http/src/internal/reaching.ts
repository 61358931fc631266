/** How far the grants of a caller reach today, asked anew for every request and computed only when something changed. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Span from "@lienhoi/hierarchy/Span"
import * as Takeover from "@lienhoi/hierarchy/Takeover"
import * as Grant from "@lienhoi/report/Grant"
import type { Office } from "../Office.ts"

/** What an account was granted, and how far that reaches today. */
export interface Reached {
  readonly grants: ReadonlyArray<Grant.Grant>
  readonly reach: Grant.Reach
}

/** Reads the grants of accounts. */
export const reaching = (
  office: Pick<Office, "hierarchy" | "grants">,
  today: () => PlainDate
): ((account: string) => Promise<Reached>) => {
  const spans = Span.all(office.hierarchy)
  const reach = Grant.remembering(Grant.index({ spans, takeovers: Takeover.all(office.hierarchy, spans) }))
  return async (account) => {
    const asked = await office.grants(account)
    const grants = asked.ok ? asked.value.filter((one) => one.account === account) : []
    return { grants, reach: reach(grants, { account, today: today() }) }
  }
}
