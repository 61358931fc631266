/** What the field told us, held by the packs. */
import { Due, Period, WorkingDays } from "@lienhoi/calendar"
import { Association } from "@lienhoi/hierarchy"
import { Pack } from "@lienhoi/packs"
import { type Label, TargetSet, Template } from "@lienhoi/template"
import { describe, expect, it } from "vitest"
import { read } from "./shelf.ts"
import { fieldOf, templateOf, templates } from "./templates.ts"

describe("Packs: rules of the field", () => {
  it("the report for the Party cell is out three days before its meeting", () => {
    const { due, window } = templateOf("party/bao-cao-chi-bo")
    const period = Period.containing("month", "2026-10-10")!
    const given = { rules: due, level: "chi_bo", period, window, days: WorkingDays.vietnam }
    expect(read(Due.date({ ...given, events: { hop_chi_bo: "2026-10-23" } }))).toMatchObject({ due: "2026-10-20" })
    expect(Due.date(given)).toMatchObject({ ok: false, issues: [{ code: "due.event-unknown" }] })
  })

  it("targets of 2022-2027 are closed and measured by packs; those of 2026-2031 have no text yet", () => {
    const [old, next] = Pack.list("targets").map(({ text, file }) =>
      read(TargetSet.parse(text, { file, templates, association: Association.vwu }))
    )
    expect(old).toMatchObject({ id: "vwu/chi-tieu-2022-2027", status: "adopted", closed: true })
    expect(old!.items).toHaveLength(13)
    expect(next).toMatchObject({ id: "vwu/chi-tieu-2026-2031", status: "awaiting", closed: false, items: [] })
  })

  it("ethnicity, religion and Party membership of a person are sensitive, names and telephones basic", () => {
    const members = templateOf("vwu/so-hoi-vien")
    expect(members.label.personal).toBe("sensitive")
    const labelled = (personal: Label.Personal) =>
      Template.fields(members).flatMap(({ key, sensitivity }) => (sensitivity.personal === personal ? [key] : []))
    expect(labelled("sensitive")).toEqual(["dan_toc", "co_dao", "dang_vien"])
    expect(labelled("basic")).toEqual(["ho_ten", "ngay_sinh", "gioi_tinh", "dien_thoai"])
    for (const { id, kind, label } of templates)
      if (kind === "report") expect([id, label.personal]).toEqual([id, "none"])
  })

  it("criteria of “5 không, 3 sạch” come from a set with a version", () => {
    const { dimensions } = templateOf("vwu/5-khong-3-sach")
    expect(dimensions).toEqual([{ id: "vwu/tieu-chi-5-khong-3-sach", range: "1.0.0" }])
    expect(fieldOf("vwu/5-khong-3-sach", "GD02_tieu_chi").disaggregate[0]!.items).toHaveLength(8)
  })
})
