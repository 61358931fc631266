/**
 * One owner for a folder. The embedded engine takes no lock of its own: two processes that open one folder both write,
 * and rows are lost without a word. So the owner holds a file that says who it is, and shows that it lives by touching it.
 *
 * A lock is stale when its process is gone; of a process on another machine, which cannot be asked, when the file was
 * not touched for a minute. Both times are read from the disk of the folder, so clocks that differ do no harm.
 */
import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync
} from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"

/** Who holds a folder. */
export interface Owner {
  readonly pid: number
  readonly host: string
  /** When it took the folder. */
  readonly since: string
  /** Differs for each taking. */
  readonly token: string
  /** When the process started, as its system tells; tells a process from a later one with the same number. */
  readonly born: string | null
}

/** A folder in our hands. */
interface Lock {
  readonly owner: Owner
  readonly release: () => void
}

/** What came of asking for a folder. */
export type Taking = { readonly taken: true; readonly lock: Lock } | { readonly taken: false; readonly owner: Owner }

/** How often the owner shows that it lives, in milliseconds. */
const beat = 2_000
/** Without a beat for so long, an owner on another machine counts as gone, in milliseconds. */
const patience = 60_000
/** A process that clears a stale lock needs no longer than this, in milliseconds. */
const clearing = 10_000

const fileIn = (folder: string): string => join(folder, "owner.json")

/** Linux tells when a process started; elsewhere its number must do. */
const bornOf = (pid: number): string | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8")
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null
  } catch {
    return null
  }
}

const isAlive = ({ pid, born }: Owner): boolean => {
  try {
    process.kill(pid, 0)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ESRCH") return false
  }
  const now = bornOf(pid)
  return born === null || now === null || born === now
}

/** The present moment by the clock of the disk the folder is on. */
const diskNow = (folder: string, token: string): number => {
  const probe = join(folder, `.probe-${token}`)
  writeFileSync(probe, "")
  try {
    return statSync(probe).mtimeMs
  } finally {
    rmSync(probe, { force: true })
  }
}

/** Who holds the folder; `null` when nobody does. A file nobody can read counts as held by process 0. */
const read = (folder: string): Owner | null => {
  let text: string
  try {
    text = readFileSync(fileIn(folder), "utf8")
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null
    throw cause
  }
  try {
    const owner = JSON.parse(text) as Owner
    if (Number.isInteger(owner.pid) && typeof owner.token === "string") return owner
  } catch {
    // Falls through: somebody else wrote here.
  }
  return { pid: 0, host: "?", since: "?", token: text, born: null }
}

const isStale = (folder: string, owner: Owner, token: string): boolean => {
  if (owner.host === hostname() && owner.pid > 0) return !isAlive(owner)
  return diskNow(folder, token) - statSync(fileIn(folder)).mtimeMs > patience
}

/** Whether somebody who lives holds the folder. */
export const holder = (folder: string, token: string): Owner | null => {
  const owner = read(folder)
  return owner === null || isStale(folder, owner, token) ? null : owner
}

/** Puts the whole file in place, unless there is one. */
const place = (folder: string, owner: Owner): boolean => {
  const draft = join(folder, `.owner-${owner.token}`)
  writeFileSync(draft, `${JSON.stringify(owner)}\n`, { flag: "wx" })
  try {
    linkSync(draft, fileIn(folder))
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return false
    throw cause
  } finally {
    unlinkSync(draft)
  }
}

/** Removes a lock whose owner is gone. One at a time, and only the lock that was judged. */
const clear = (folder: string, stale: Owner, token: string): void => {
  const gate = join(folder, ".clearing")
  try {
    mkdirSync(gate)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause
    const since = statSync(gate, { throwIfNoEntry: false })?.mtimeMs
    if (since === undefined || diskNow(folder, token) - since < clearing) return
    rmdirSync(gate)
    return
  }
  try {
    const now = read(folder)
    if (now?.token === stale.token && isStale(folder, now, token)) unlinkSync(fileIn(folder))
  } finally {
    rmdirSync(gate)
  }
}

/**
 * Takes the folder, which must exist. `token` is a fresh random text, `since` the present moment. `onLost` is called
 * when somebody took the folder away (removed the file by hand): whoever goes on writing then does harm.
 */
export const take = (
  folder: string,
  about: { readonly token: string; readonly since: string; readonly onLost: () => void }
): Taking => {
  const { token, since, onLost } = about
  const owner: Owner = { pid: process.pid, host: hostname(), since, token, born: bornOf(process.pid) }
  for (let tries = 0; !place(folder, owner); tries++) {
    const other = read(folder)
    if (other === null) continue
    if (tries > 3 || !isStale(folder, other, token)) return { taken: false, owner: other }
    clear(folder, other, token)
  }
  const isOurs = (): boolean => read(folder)?.token === token
  const timer = setInterval(() => {
    if (isOurs()) {
      const now = diskNow(folder, token) / 1000
      utimesSync(fileIn(folder), now, now)
    } else {
      clearInterval(timer)
      onLost()
    }
  }, beat)
  timer.unref()
  const release = (): void => {
    clearInterval(timer)
    if (isOurs()) unlinkSync(fileIn(folder))
  }
  return { taken: true, lock: { owner, release } }
}
