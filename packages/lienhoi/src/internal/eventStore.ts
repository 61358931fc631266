/** The history of a tree in a folder: one file of events, written whole or not at all. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs"
import { join } from "node:path"
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

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, "utf8")
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null
    throw cause
  }
}
