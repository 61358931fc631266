/**
 * Who uploaded what lately, and how much: until a report names a file, only that account sees it. What this process forgot
 * stands beside the file itself.
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"

/** Files that one account may upload in a day. */
const daily = 500
/** Files of which it is known who uploaded them; the oldest are forgotten first. */
const most = 50_000

/** What was uploaded lately. */
export interface Uploads {
  /** `false` when the account uploaded too many today. */
  readonly may: (account: string) => boolean
  readonly put: (file: string, account: string) => void
  readonly isBy: (file: string, account: string) => boolean
}

/** Nothing yet. */
export const uploads = (today: () => PlainDate): Uploads => {
  const by = new Map<string, string>()
  let day: PlainDate = ""
  const counts = new Map<string, number>()
  const countOf = (account: string): number => {
    if (today() !== day) {
      day = today()
      counts.clear()
    }
    return counts.get(account) ?? 0
  }
  return {
    may: (account) => countOf(account) < daily,
    put: (file, account) => {
      counts.set(account, countOf(account) + 1)
      by.set(file, account)
      const [first] = by.keys()
      if (by.size > most && first !== undefined) by.delete(first)
    },
    isBy: (file, account) => by.get(file) === account
  }
}
