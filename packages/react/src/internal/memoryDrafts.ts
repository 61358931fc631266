import * as ReportKey from "@lienhoi/report/ReportKey"
import type { Draft, Drafts, KeptFile, Letter } from "./keeping.ts"
import * as KeptId from "./keptId.ts"

/** Drafts in memory; what is given and taken is copied, as a database does. */
export const memoryDrafts = (account: string): Drafts => {
  const drafts = new Map<string, Draft>()
  const letters = new Map<string, Letter>()
  const files = new Map<string, KeptFile>()
  const listeners = new Set<() => void>()
  let isWiped = false
  let last: Promise<unknown> = Promise.resolve()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const write = async (work: () => void): Promise<void> => {
    if (!isWiped) work()
  }
  /** What somebody is told was kept. */
  const keep = async (work: () => void): Promise<void> => {
    if (isWiped) throw new Error("everything was wiped")
    work()
  }
  return {
    account,
    ofReport: async (report) =>
      [...drafts.values()]
        .filter((draft) => ReportKey.equals(draft.report, report))
        .sort((a, b) => b.revision - a.revision)
        .map((draft) => structuredClone(draft)),
    save: (draft) =>
      keep(() => {
        drafts.set(`${ReportKey.stream(draft.report)}/${draft.revision}`, structuredClone(draft))
      }),
    forget: (report, until) =>
      write(() => {
        for (const [key, draft] of drafts)
          if (ReportKey.equals(draft.report, report) && draft.at <= until) drafts.delete(key)
      }),
    letters: async () =>
      [...letters.values()].sort((a, b) => (a.at < b.at ? -1 : 1)).map((letter) => structuredClone(letter)),
    post: (letter) =>
      keep(() => {
        letters.set(ReportKey.stream(letter.report), structuredClone(letter))
        tell()
      }),
    exchange: (letter, next) =>
      write(() => {
        const key = ReportKey.stream(letter.report)
        if (letters.get(key)?.at !== letter.at) return
        if (next === null) letters.delete(key)
        else letters.set(key, structuredClone(next))
        tell()
      }),
    keepFile: async (file) => {
      const id = KeptId.make()
      await keep(() => {
        files.set(id, file)
      })
      return id
    },
    file: async (id) => files.get(id) ?? null,
    dropFile: (id) =>
      write(() => {
        files.delete(id)
      }),
    wipe: async () => {
      isWiped = true
      for (const kept of [drafts, letters, files]) kept.clear()
      tell()
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    alone: (work) => {
      const mine = last.then(work, work)
      last = mine.catch(() => undefined)
      return mine
    }
  }
}
