/**
 * The keys of a store: one that is written with, and older ones that still open what was written with them. Keys come
 * from outside (the environment, a file); a store never holds one.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Redacted from "effect/Redacted"

/** Keys by id. */
export interface KeyRing {
  /** The id of the key that new values are written with. */
  readonly current: string
  /** 32 bytes each. */
  readonly keys: ReadonlyMap<string, Redacted.Redacted<Uint8Array>>
}

/** Written as the key id where there is no key ring: such a value can be opened by whoever has the store. */
export const bareId = "bare"

/**
 * No keys. Values are still boxed under the salt of their subject, so that erasing works; but the salt stands in the same
 * store, so a copy of the store can be read.
 */
export const bare: KeyRing = { current: bareId, keys: new Map([[bareId, Redacted.make(new Uint8Array(32))]]) }

const issue = Issue.from(
  Catalogue.make({
    "keys.form": {
      vi: "Khóa thứ {nth} chưa đúng dạng; ghi mỗi khóa là tên=base64 của 32 byte, khóa đang dùng đứng đầu, cách nhau bằng dấu phẩy",
      en: "Key {nth} is not well formed; write each as name=base64 of 32 bytes, the one in use first, with commas between"
    },
    "keys.twice": {
      vi: "Có hai khóa cùng tên {id}; đặt tên khác",
      en: "Two keys are called {id}; give one another name"
    },
    "keys.none": {
      vi: "Chưa có khóa nào; ghi tên=base64 của 32 byte",
      en: "There is no key; write name=base64 of 32 bytes"
    }
  })
)

const id = /^[A-Za-z0-9_-]{1,32}$/

const bytesOf = (text: string): Uint8Array | null => {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return null
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}

/**
 * Reads `2026=BASE64,2025=BASE64`: the key in use first, then older ones; `bare` at the end also opens what was written
 * before there were keys. No message repeats a key.
 *
 * @example
 * ```ts
 * import { KeyRing } from "@lienhoi/sql"
 * import * as Redacted from "effect/Redacted"
 *
 * const read = KeyRing.parse(Redacted.make("2026=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="))
 * read.ok && read.value.current // => "2026"
 * ```
 */
export const parse = (text: Redacted.Redacted<string>): Issue.Checked<KeyRing> => {
  const parts = Redacted.value(text)
    .split(/[,\s]+/)
    .filter((part) => part !== "")
  const keys = new Map<string, Redacted.Redacted<Uint8Array>>()
  const issues: Array<Issue.Issue> = []
  for (const [i, part] of parts.entries()) {
    if (part === bareId) {
      keys.set(bareId, bare.keys.get(bareId)!)
      continue
    }
    const at = part.indexOf("=")
    const name = part.slice(0, Math.max(at, 0))
    const bytes = bytesOf(part.slice(at + 1))
    if (bytes === null || !id.test(name) || name === bareId)
      issues.push(issue("keys.form", { nth: i + 1 }, { path: [i] }))
    else if (keys.has(name)) issues.push(issue("keys.twice", { id: name }, { path: [i] }))
    else keys.set(name, Redacted.make(bytes))
  }
  if (parts.length === 0) issues.push(issue("keys.none"))
  return Issue.unless(issues, () => ({ current: [...keys.keys()][0]!, keys }))
}
