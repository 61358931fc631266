import type { ReportKey } from "@lienhoi/report/ReportKey"
import { type DBSchema, type IDBPDatabase, openDB } from "idb"
import type { Draft, Drafts, KeptFile, Letter } from "./keeping.ts"
import * as KeptId from "./keptId.ts"

type ReportPath = [account: string, lineage: string, unit: string, period: string]

interface Schema extends DBSchema {
  drafts: { key: [...ReportPath, revision: number]; value: Draft }
  letters: { key: ReportPath; value: Letter }
  files: { key: [account: string, id: string]; value: KeptFile }
}

const stores = ["drafts", "letters", "files"] as const

/** Everything whose key begins so: an array stands after every number and text in the order of keys. */
const below = (...path: ReadonlyArray<string>): IDBKeyRange => IDBKeyRange.bound([...path], [...path, []])

/** What one tab tells the others. */
type Word = "drafts" | "letters" | "wiped"

/** Drafts in IndexedDB, one database for all accounts of the browser. */
export const indexedDrafts = (account: string, name: string): Drafts => {
  const listeners = new Set<() => void>()
  let isWiped = false
  let opened: Promise<IDBPDatabase<Schema>> | null = null
  const open = (): Promise<IDBPDatabase<Schema>> => {
    opened ??= openDB<Schema>(name, 1, {
      upgrade: (db) => {
        for (const store of stores) db.createObjectStore(store)
      },
      terminated: () => {
        opened = null
      }
    })
    // A device that refused once is asked again.
    opened.catch(() => {
      opened = null
    })
    return opened
  }
  const path = ({ lineage, unit, period }: ReportKey): ReportPath => [account, lineage, unit, period]

  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`${name}/${account}`)
  const hear = (): void => {
    for (const listener of listeners) listener()
  }
  if (channel !== null) {
    channel.onmessage = ({ data }: MessageEvent<Word>) => {
      if (data === "wiped") isWiped = true
      hear()
    }
  }
  const tell = (word: Word): void => {
    channel?.postMessage(word)
    hear()
  }

  const write = async (work: (db: IDBPDatabase<Schema>) => Promise<unknown>): Promise<void> => {
    const db = await open()
    if (!isWiped) await work(db)
  }
  /** What somebody is told was kept. */
  const keep = (work: (db: IDBPDatabase<Schema>) => Promise<unknown>): Promise<void> =>
    write(work).then(() => {
      if (isWiped) throw new Error("everything was wiped")
    })

  return {
    account,
    ofReport: async (report) => (await (await open()).getAll("drafts", below(...path(report)))).reverse(),
    save: async (draft) => {
      await keep((db) => db.put("drafts", draft, [...path(draft.report), draft.revision]))
      channel?.postMessage("drafts" satisfies Word)
    },
    forget: (report, until) =>
      write(async (db) => {
        const { done, store } = db.transaction("drafts", "readwrite")
        for await (const cursor of store.iterate(below(...path(report)))) {
          if (cursor.value.at <= until) await cursor.delete()
        }
        await done
      }),
    letters: async () =>
      (await (await open()).getAll("letters", below(account))).sort((a, b) => (a.at < b.at ? -1 : 1)),
    post: async (letter) => {
      await keep((db) => db.put("letters", letter, path(letter.report)))
      tell("letters")
    },
    exchange: async (letter, next) => {
      await write(async (db) => {
        const { done, store } = db.transaction("letters", "readwrite")
        const key = path(letter.report)
        if ((await store.get(key))?.at === letter.at) await (next === null ? store.delete(key) : store.put(next, key))
        await done
      })
      tell("letters")
    },
    keepFile: async (file) => {
      const id = KeptId.make()
      await keep((db) => db.put("files", file, [account, id]))
      return id
    },
    file: async (id) => (await (await open()).get("files", [account, id])) ?? null,
    dropFile: (id) => write((db) => db.delete("files", [account, id])),
    wipe: async () => {
      isWiped = true
      const db = await open()
      const all = db.transaction(stores, "readwrite")
      await Promise.all([...stores.map((store) => all.objectStore(store).delete(below(account))), all.done])
      tell("wiped")
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    alone: (work) =>
      typeof navigator === "undefined" || navigator.locks === undefined
        ? work()
        : (navigator.locks.request(`${name}/${account}`, work) as ReturnType<typeof work>)
  }
}
