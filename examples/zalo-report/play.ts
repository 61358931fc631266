/** Three branch heads answer their report of October 2024, each in her own way. People and figures are made up. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Office } from "./office.ts"

/** The month before, as it was handed in: only these branches. */
export const september = (province: string, branches: ReadonlyArray<string>): string => {
  const [heading = "", ...rows] = readFileSync(join(province, "inputs/2024-09/chi-hoi.csv"), "utf8").split("\n")
  return [heading, ...rows.filter((row) => branches.includes(row.split(",")[0]!))].join("\n")
}

/** What each of them writes. */
const words: ReadonlyArray<ReadonlyArray<string>> = [
  // Question by question, with a slip and a correction.
  [
    "265",
    "như tháng trước",
    "3 người",
    "2 cuộc",
    "như tháng trước",
    "bỏ qua",
    "5",
    "Chị em mong có lớp học nghề may",
    "sửa 3: 4",
    "gửi"
  ],
  // The list sent back with figures changed: what stands in the middle is made from what she got.
  ["", "không có", "Dạ đúng rồi ạ"],
  // As people write.
  [
    "HV 314, ket nap moi 4, HV giam 0, sinh hoat 1 lan, 1 nhóm zalo do Hội quản lý; tin bài 0. Chúc chị vui",
    "314",
    "như tháng trước",
    "bỏ qua",
    "gui"
  ]
]

/** The list she got, with some figures changed. */
const changed = (office: Office, person: string): string => {
  const greeting = office.zalo.control
    .messages({ person })
    .filter(({ from }) => from === null)
    .map(({ text }) => text)
    .join("\n")
  const list = greeting.split("\n").filter((line) => /^\d+\. /u.test(line))
  const figures: { readonly [start: string]: string } = { "1.": "149", "2.": "3", "3.": "không phát sinh", "7.": "1" }
  return list
    .map((line) => {
      const figure = figures[line.slice(0, 2)]
      return figure === undefined ? line : line.replace(/: [^:]*$/u, `: ${figure}`)
    })
    .join("\n")
}

/** Plays all three to their end. */
export const play = async (office: Office): Promise<void> => {
  for (const [n, { person }] of office.heads.entries()) {
    for (const text of words[n] ?? []) {
      await office.tell(person, { text: text === "" ? changed(office, person) : text })
    }
  }
}
