/**
 * The history of a tree in a folder: one file of events, written whole or not at all. Who reads it in order to write holds
 * `events.lock` meanwhile.
 */
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync
} from "node:fs"
import { hostname } from "node:os"
import { dirname, join, resolve } from "node:path"
import * as EventFile from "@lienhoi/hierarchy/EventFile"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const issue = Issue.from(
  Catalogue.make({
    "store.empty": {
      vi: "Thư mục này chưa có lịch sử đơn vị (events.jsonl); nhập danh sách trước: lienhoi units import",
      en: "The folder holds no history of units yet (events.jsonl); take a list in first: lienhoi units import"
    },
    "store.changed": {
      vi: "Có người vừa ghi vào kho này; chạy lại lệnh để làm việc trên bản mới",
      en: "Somebody has just written to this store; run the command again on what is there now"
    },
    "store.locked": {
      vi: "Lệnh khác đang ghi vào kho này (tiến trình {pid} trên máy {host}, từ {since}); chờ lệnh ấy xong rồi chạy lại. Nếu chắc chắn không còn ai ghi, xóa tệp này",
      en: "Another command is writing to this store (process {pid} on {host}, since {since}); wait for it and run this one again. When nobody is writing for certain, delete this file"
    }
  })
)

/** A history and the text it was read from; `text` is `null` while there is none. */
export interface Stored {
  readonly file: string
  readonly text: string | null
  readonly content: EventFile.EventFile | null
}

/** A store that holds a history. */
export interface Filled extends Stored {
  readonly content: EventFile.EventFile
}

const fileIn = (folder: string): string => join(folder, "events.jsonl")

/** What the folder holds; a folder that is not there yet holds nothing. */
export const open = (folder: string): Issue.Checked<Stored> => {
  const file = fileIn(folder)
  const text = textOf(file)
  if (text === null) return Issue.ok({ file, text, content: null })
  const read = EventFile.read(text, { file })
  return read.ok ? Issue.ok({ file, text, content: read.value }) : read
}

/** What the folder holds, or that it holds nothing. */
export const openFilled = (folder: string): Issue.Checked<Filled> => {
  const opened = open(folder)
  if (!opened.ok) return opened
  const { file, text, content } = opened.value
  return content === null
    ? Issue.fail(issue("store.empty", {}, { place: { file, line: 1, column: 1 } }))
    : Issue.ok({ file, text, content })
}

/**
 * Puts the new content in the place of the old in one step. Refused when somebody else wrote since it was read; thrown
 * when the disk refuses, and then the old content is still there.
 */
export const save = (folder: string, stored: Stored, content: EventFile.EventFile): Issue.Checked<string> => {
  mkdirSync(folder, { recursive: true })
  const { file } = stored
  if (textOf(file) !== stored.text)
    return Issue.fail(issue("store.changed", {}, { place: { file, line: 1, column: 1 } }))
  const draft = `${file}.${process.pid}.tmp`
  try {
    const handle = openSync(draft, "wx")
    try {
      writeSync(handle, EventFile.write(content.hierarchy, content.form))
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  return Issue.ok(file)
}

/** Who holds the lock. */
interface Holder {
  readonly pid: number
  readonly host: string
  readonly since: string
}

/** How long one waits for another command, and how long a lock is believed of which nobody knows whether its holder lives. */
const patience = 5_000
const belief = 600_000

/**
 * Does the work while no other command writes to the folder. Waits a few seconds for one that does, then is refused. A
 * lock whose holder died is taken over: its process is gone, or it is of another machine and ten minutes old.
 */
export const exclusively = <A>(folder: string, work: () => A): Issue.Checked<A> => {
  const made = mkdirSync(folder, { recursive: true })
  const lock = join(folder, "events.lock")
  try {
    const until = Date.now() + patience
    while (!take(lock)) {
      if (Date.now() > until) {
        const { pid, host, since } = holderOf(lock) ?? { pid: "?", host: "?", since: "?" }
        return Issue.fail(issue("store.locked", { pid, host, since }, { place: { file: lock, line: 1, column: 1 } }))
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    }
    try {
      return Issue.ok(work())
    } finally {
      rmSync(lock, { force: true })
    }
  } finally {
    if (made !== undefined) removeEmpty(folder, made)
  }
}

/** Makes the lock; of several who try, the file system lets one. */
const take = (lock: string): boolean => {
  try {
    const handle = openSync(lock, "wx")
    writeSync(handle, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() }))
    closeSync(handle)
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause
    if (isAbandoned(lock)) moveAway(lock)
    return false
  }
}

const isAbandoned = (lock: string): boolean => {
  const holder = holderOf(lock)
  if (holder !== null && holder.host === hostname()) return !lives(holder.pid)
  const age = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
  return age !== undefined && Date.now() - age > belief
}

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== "ESRCH"
  }
}

/** Another who found the same abandoned lock may hold a new one by now: one moved away by mistake is put back. */
const moveAway = (lock: string): void => {
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside)
    if (!isAbandoned(aside)) linkSync(aside, lock)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== "ENOENT" && code !== "EEXIST") throw cause
  } finally {
    rmSync(aside, { force: true })
  }
}

/** `null` when there is no lock, or one that its holder did not finish writing. */
const holderOf = (lock: string): Holder | null => {
  try {
    const { host, pid, since } = JSON.parse(textOf(lock) ?? "") as Partial<Holder>
    return typeof pid === "number" && typeof host === "string" && typeof since === "string"
      ? { pid, host, since }
      : null
  } catch {
    return null
  }
}

/** A folder made for work that wrote nothing is not left behind, nor those above that were made for it. */
const removeEmpty = (folder: string, upTo: string): void => {
  for (let at = resolve(folder); at.startsWith(resolve(upTo)); at = dirname(at)) {
    if (readdirSync(at).length > 0) return
    rmdirSync(at)
  }
}

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, "utf8")
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null
    throw cause
  }
}
