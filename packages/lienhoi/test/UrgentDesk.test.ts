import { openApp, UrgentDesk } from "lienhoi"
import { expect, it } from "vitest"

const units = "id,code,name,level,parent\nxa,,Xã Đông Phú,co_so,\nap-1,,Ấp 1,chi_hoi,xa\nap-2,,Ấp 2,chi_hoi,xa\n"
const people =
  "person,name,address,unit,title\nhoa,Nguyễn Thị Hoa,chị,ap-1,Chi hội trưởng\nlan,Võ Thị Lan,chị,ap-2,Chi hội trưởng\nmai,Lê Thị Mai,cô,xa,Chủ tịch\n"
const template = `
template: mau/viec-gap
kind: case
title: Việc gấp
states:
  moi: { label: Mới nhận, next: [dang_xu_ly], limit: { hours: 4 } }
  dang_xu_ly: { label: Đang xử lý, next: [dong] }
  dong: { label: Đã xong, end: true }
sections:
  noi_dung:
    title: Nội dung
    asked_of: [chi_hoi]
    fields:
      - { key: VIEC, label: Việc gì, type: text, required: true }
      - { key: ANH, label: Ảnh, type: photo }`

const play = async () => {
  const opened = await openApp({
    association: "vwu",
    since: "2024-01-01",
    units: { text: units },
    people: { text: people },
    templates: [{ text: template }]
  })
  if (!opened.ok) throw new Error(opened.issues.map((one) => one.message).join("\n"))
  const said: Array<readonly [string, string]> = []
  const desk = UrgentDesk.open(opened.value, {
    template: "mau/viec-gap",
    say: async (person, text) => void said.push([person, text])
  })
  const at = "2024-10-14T02:00:00.000Z"
  return {
    app: opened.value,
    said,
    cases: desk.cases,
    tell: (person: string, text: string | null, photos: ReadonlyArray<string> = []) =>
      desk.hear({ person, text, photos, at })
  }
}

it("an urgent matter with photos opens a case at the unit above, and the answer comes back", async () => {
  const { said, cases, tell } = await play()
  await tell("hoa", "Báo gấp: bờ đê ấp 1 bị sạt, ba nhà ngập")
  await tell("hoa", null, ["anh-1", "anh-2"])
  await tell("hoa", "gửi")
  const [head] = said.filter(([person]) => person === "mai")
  expect(head?.[1]).toBe(
    "VIỆC GẤP số 1, từ Ấp 1 (chị Hoa), lúc 09:00 ngày 14/10/2024:\nbờ đê ấp 1 bị sạt, ba nhà ngập\nẢnh: 2.\nCần xử lý trước 13:00 ngày 14/10/2024.\nTrả lời: nhắn “trả lời 1: …”"
  )
  expect(await tell("mai", "Trả lời 1: Xã xuống ngay, chị cho bà con lên trường học")).toBe(true)
  expect(said.slice(-2)).toEqual([
    ["hoa", "Trả lời việc gấp số 1 của Ấp 1: Xã xuống ngay, chị cho bà con lên trường học"],
    ["mai", "Đã chuyển trả lời việc gấp số 1 cho chị Hoa."]
  ])
  const [urgent] = await cases()
  expect(urgent?.cells.ANH).toEqual({ state: "value", value: ["anh-1", "anh-2"] })
  expect(urgent?.history.map(({ state }) => state)).toEqual(["moi", "dang_xu_ly"])
})

it("leaves everything else to others: figures, sentences, answers to cases that are not there, other people's numbers", async () => {
  const { tell, said } = await play()
  for (const text of ["218", "gấp đôi năm ngoái", "trả lời 9: có", "xong"]) expect(await tell("hoa", text)).toBe(false)
  expect(await tell("hoa", "khẩn")).toBe(true)
  expect(said.at(-1)?.[1]).toContain("Việc gấp gì, ở đâu?")
  await tell("hoa", "thôi")
  expect(await tell("hoa", "218")).toBe(false)
})

it("a closed case takes no more answers and says so", async () => {
  const { said, tell } = await play()
  await tell("hoa", "báo gấp cháy nhà ở ấp 1")
  await tell("hoa", "gửi")
  for (const text of ["trả lời 1: đang tới", "trả lời 1: đã xong", "trả lời 1: thêm"]) await tell("mai", text)
  expect(said.at(-1)).toEqual(["mai", "Việc gấp số 1 đã đóng; báo việc mới nếu còn"])
})

it("two branches that call at once are two cases, each with a number of its own", async () => {
  const { cases, tell } = await play()
  await Promise.all(["hoa", "lan"].map((person) => tell(person, "Báo gấp: nước vào nhà")))
  await Promise.all(["hoa", "lan"].map((person) => tell(person, "gửi")))
  const all = await cases()
  expect(all.map(({ unit }) => unit).toSorted()).toEqual(["ap-1", "ap-2"])
  expect(all.map(({ number }) => number).toSorted()).toEqual([1, 2])
})

it("without its template nothing is taken: the message stays for somebody else", async () => {
  const { app } = await play()
  const desk = UrgentDesk.open(app, { template: "mau/khong-co", say: async () => {} })
  const said = { person: "hoa", text: "Báo gấp: nước vào nhà", photos: [], at: "2024-10-14T02:00:00.000Z" }
  expect(await desk.hear(said)).toBe(false)
})
