/**
 * Who one can sign in as, and how people of the province are reached. Everybody in it is made up (see the example
 * `hau-giang`); so are numbers and addresses.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"

/** The folder of the province's units, people, template and submissions. */
export const province = join(import.meta.dirname, "../../hau-giang")

/** One of the people to sign in as. */
export interface Member {
  /** What she types at the sign-in. */
  readonly account: string
  readonly unit: string
  readonly level: "tinh" | "huyen" | "co_so" | "chi_hoi"
}

/** The people to sign in as: the province, a district, a commune and two of its branches. */
export const members: ReadonlyArray<Member> = [
  { account: "tinh", unit: "hg", level: "tinh" },
  { account: "huyen", unit: "hg-h03", level: "huyen" },
  { account: "xa", unit: "hg-x21", level: "co_so" },
  { account: "hoa", unit: "hg-c148", level: "chi_hoi" },
  { account: "lien", unit: "hg-c149", level: "chi_hoi" }
]

/** The commune that is played by hand. */
export const commune = "hg-x21"

/** The branch whose head is asked on her phone. */
export const asked = "hg-c149"

/** Units whose reports wait for whoever tries the office; all others report by themselves, as the clock goes on. */
export const byHand: ReadonlySet<string> = new Set(members.map(({ unit }) => unit))

/** The id of the person at Zalo; made up, and longer than a number of JavaScript holds. */
export const zaloId = (unit: string): string =>
  String(9_007_199_254_740_993_000n + BigInt(members.findIndex((member) => member.unit === unit)))

/** The address a person gets mail at; the domain exists nowhere. */
const address = (unit: string): string => `${unit}@hoi-phu-nu.example`

/**
 * The list of people as the app takes it. Those one signs in as have a phone with Zalo when there is one to look at;
 * everybody else is reached by mail, and one in twelve only by a person who passes the message on.
 */
export const people = ({ phones }: { readonly phones: boolean }): string => {
  const [, ...lines] = readFileSync(join(province, "people.csv"), "utf8").trimEnd().split("\n")
  const rows = lines.map((line) => {
    const [person = "", name = "", form = "", unit = "", title = "", zalo = ""] = line.split(",")
    const isPlayed = byHand.has(unit)
    const hasPhone = isPlayed && phones && unit !== "hg"
    return [
      person,
      name,
      form,
      unit,
      title,
      hasPhone ? zaloId(unit) : "",
      (isPlayed || zalo !== "") && !hasPhone ? address(unit) : ""
    ].join(",")
  })
  return ["person,name,address,unit,title,zalo,email", ...rows].join("\n")
}

const words = ["sen", "lua", "cau", "dua", "mia", "bap", "khom", "tram", "bong", "gao", "cam", "xoai"]

/** A password that one can read out: `sen-lua-dua-42`. */
export const password = (random: () => number): string => {
  const word = () => words[Math.floor(random() * words.length)]
  return `${word()}-${word()}-${word()}-${10 + Math.floor(random() * 90)}`
}
