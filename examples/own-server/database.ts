/** What this server had before: its own tables, its own accounts. Lienhoi knows nothing of them. */
import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto"
import { DatabaseSync } from "node:sqlite"

/** Who is signed in. */
export interface Account {
  readonly name: string
  readonly unit: string
}

const hash = (password: string, salt: string): string => scryptSync(password, salt, 32).toString("hex")

/** Opens the database; a path, or `:memory:`. */
export const open = (path: string) => {
  const db = new DatabaseSync(path)
  db.exec(`
    CREATE TABLE IF NOT EXISTS don_vi (ma TEXT PRIMARY KEY, ten TEXT, cap TEXT, truc_thuoc TEXT);
    CREATE TABLE IF NOT EXISTS tai_khoan (ten TEXT PRIMARY KEY, muoi TEXT, bam TEXT, don_vi TEXT);
    CREATE TABLE IF NOT EXISTS phien (ma TEXT PRIMARY KEY, ten TEXT);
    CREATE TABLE IF NOT EXISTS bao_cao (don_vi TEXT, ky TEXT, lan INTEGER, so_lieu TEXT, PRIMARY KEY (don_vi, ky, lan));
  `)
  return db
}

/** Its database. */
export type Database = DatabaseSync

/** Made-up units and accounts, so that there is something to see. */
export const fill = (db: Database): void => {
  const unit = db.prepare("INSERT OR IGNORE INTO don_vi VALUES (?, ?, ?, ?)")
  for (const row of [
    ["xa", "Xã Mẫu", "co_so", null],
    ["ap-1", "Ấp 1", "chi_hoi", "xa"],
    ["ap-2", "Ấp 2", "chi_hoi", "xa"]
  ])
    unit.run(...(row as [string, string, string, string | null]))
  const account = db.prepare("INSERT OR IGNORE INTO tai_khoan VALUES (?, ?, ?, ?)")
  for (const [name, of] of [
    ["chi-lan", "ap-1"],
    ["chi-hoa", "ap-2"],
    ["xa-mau", "xa"]
  ] as const) {
    const salt = randomBytes(8).toString("hex")
    account.run(name, salt, hash("mau", salt), of)
  }
}

/** Opens a session; `null` for a wrong name or password. */
export const signIn = (db: Database, name: string, password: string): string | null => {
  const found = db.prepare("SELECT muoi, bam FROM tai_khoan WHERE ten = ?").get(name) as
    | { muoi: string; bam: string }
    | undefined
  if (found === undefined) return null
  if (!timingSafeEqual(Buffer.from(hash(password, found.muoi)), Buffer.from(found.bam))) return null
  const session = randomBytes(24).toString("base64url")
  db.prepare("INSERT INTO phien VALUES (?, ?)").run(session, name)
  return session
}

/** Who has that session. */
export const accountOf = (db: Database, session: string): Account | null =>
  (db
    .prepare("SELECT t.ten AS name, t.don_vi AS unit FROM phien p JOIN tai_khoan t ON t.ten = p.ten WHERE p.ma = ?")
    .get(session) as unknown as Account | undefined) ?? null
