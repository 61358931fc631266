/**
 * Passwords, kept as hashes that say how they were made: argon2id where the platform has it (Node 24.7 and later), scrypt
 * otherwise; both with the parameters the OWASP Password Storage Cheat Sheet names. A hash made by either is verified.
 *
 * @since 0.1.0
 */
import * as crypto from "node:crypto"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import { fold } from "@lienhoi/words/Text"

const issue = Issue.from(
  Catalogue.make({
    "password.unfit": {
      vi: "Mật khẩu cần từ {min} đến {max} ký tự và khác tên đăng nhập; một câu ngắn dễ nhớ là tốt nhất",
      en: "A password takes {min} to {max} characters and is not the sign-in name; a short sentence is best"
    }
  })
)

/** Characters of a new password: NIST SP 800-63B asks for at least 8 and forbids nothing else; more than 200 nobody types. */
const bounds = { min: 8, max: 200 } as const

/** Takes a new password, or says what is wrong with it. `name` is the sign-in name, which everybody may know. */
export const check = (password: string, name: string): Issue.Checked<string> => {
  const size = [...password.normalize("NFKC")].length
  return size < bounds.min || size > bounds.max || fold(password) === fold(name)
    ? Issue.fail(issue("password.unfit", bounds, { path: ["password"] }))
    : Issue.ok(password)
}

/** Cost of argon2id: 19 MiB, two passes; of scrypt: 2^17 blocks of 8. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, blocks: 17 } as const
const length = 32

type Hasher = (password: string, salt: Buffer, setting: string) => Promise<Buffer>

const numbers = (setting: string): ReadonlyMap<string, number> =>
  new Map(setting.split(",").map((pair) => [pair.split("=")[0] ?? "", Number(pair.split("=")[1])]))

const argon2id: Hasher = (password, nonce, setting) =>
  new Promise((resolve, reject) => {
    const given = numbers(setting)
    crypto.argon2(
      "argon2id",
      {
        message: password,
        nonce,
        memory: given.get("m") ?? cost.memory,
        passes: given.get("t") ?? cost.passes,
        parallelism: given.get("p") ?? cost.parallelism,
        tagLength: length
      },
      (error, hash) => (error === null ? resolve(hash) : reject(error))
    )
  })

const scrypt: Hasher = (password, salt, setting) =>
  new Promise((resolve, reject) => {
    const N = 2 ** (numbers(setting).get("ln") ?? cost.blocks)
    crypto.scrypt(password, salt, length, { N, r: 8, p: 1, maxmem: 256 * N * 8 }, (error, hash) =>
      error === null ? resolve(hash) : reject(error)
    )
  })

const hashers: { readonly [name: string]: Hasher } = { argon2id, scrypt }

const usual =
  typeof crypto.argon2 === "function"
    ? { name: "argon2id", setting: `m=${cost.memory},t=${cost.passes},p=${cost.parallelism}` }
    : { name: "scrypt", setting: `ln=${cost.blocks},r=8,p=1` }

/** Makes the hash of a password: `$argon2id$m=19456,t=2,p=1$salt$hash`. The same letters in any Unicode form are the same. */
export const hash = async (password: string, salt: Uint8Array = crypto.randomBytes(16)): Promise<string> => {
  const made = await hashers[usual.name]!(password.normalize("NFKC"), Buffer.from(salt), usual.setting)
  return ["", usual.name, usual.setting, Buffer.from(salt).toString("base64url"), made.toString("base64url")].join("$")
}

/** Whether the password is the one of that hash. `false` for a hash that cannot be read. */
export const verify = async (password: string, kept: string): Promise<boolean> => {
  const [, name = "", setting = "", salt = "", wanted = ""] = kept.split("$")
  const hasher = Object.hasOwn(hashers, name) ? hashers[name] : undefined
  if (hasher === undefined) return false
  const made = await hasher(password.normalize("NFKC"), Buffer.from(salt, "base64url"), setting).catch(() => null)
  const expected = Buffer.from(wanted, "base64url")
  return made !== null && made.length === expected.length && crypto.timingSafeEqual(made, expected)
}
