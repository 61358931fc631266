import { Period } from "@lienhoi/calendar"
import { Drafts, Form, Outgoing, Photo, type Renderer } from "@lienhoi/react"
import type * as Report from "@lienhoi/report/Form"
import { Template } from "@lienhoi/template"
import * as fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { expect, it } from "vitest"

const read = Template.parse(
  [
    "template: thu/nho",
    "title: Báo cáo nhỏ",
    "period: month",
    "window: fifteenth",
    "due: { chi_hoi: 15 }",
    "sections:",
    "  so:",
    "    title: Số",
    "    asked_of: [chi_hoi]",
    "    fields:",
    "      - { key: HV, label: Hội viên, type: count, combine: { units: sum, periods: last } }",
    "      - { key: NU, label: Hội viên nữ, type: count, part_of: HV, combine: { units: sum, periods: last } }"
  ].join("\n")
)
if (!read.ok) throw new Error(read.issues[0]?.message)
const { template } = read.value

const form: Report.Form = {
  template,
  unit: { id: "ap-1", name: "Chi hội Ấp 1", level: "chi_hoi", kind: null, path: "Chi hội Ấp 1" },
  period: Period.containing("month", "2026-11-21"),
  closing: false,
  due: null,
  waived: null,
  previous: null,
  sameLastYear: null,
  targets: null,
  cells: null,
  status: "none",
  round: 1,
  revision: 0,
  reason: null,
  given: { hv: 1205 },
  may: { submit: true, amend: false, return: false, approve: false, seal: false, extend: false, waive: false }
}

const drawn = (of: Report.Form, renderers: ReadonlyArray<Renderer.Renderer> = []): string => {
  const drafts = Drafts.memory({ account: "p-1" })
  const outgoing = Outgoing.make({
    drafts,
    send: async () => ({ is: "no-line" }),
    upload: async () => ({ is: "no-line" })
  })
  const page = renderToStaticMarkup(<Form.Form form={of} drafts={drafts} outgoing={outgoing} renderers={renderers} />)
  outgoing.close()
  return page
}

it("is drawn on a server too, with what was given under whatever case of its key, as people write it", () => {
  expect(drawn(form)).toContain('value="1.205"')
})

it("says that a template is broken, instead of half a form", () => {
  const [section] = template.sections
  const broken = { ...template, sections: [{ ...section!, fields: [{ ...section!.fields[1]!, partOf: "KHONG_CO" }] }] }
  expect(drawn({ ...form, template: broken })).toMatch(/^<p class="lh-card lh-bad" role="alert">/u)
})

it("lets the renderer that suits a field best draw it, and among equals the first that was given", () => {
  const named = (name: string, rank: number): Renderer.Renderer => ({
    rank: ({ key }) => (key === "NU" ? rank : -1),
    Component: ({ id }) => <output id={id}>{name}</output>
  })
  const page = drawn(form, [named("kém", -1), named("một", 5), named("hai", 5), named("ba", 4)])
  expect(page).toContain(">một</output>")
  expect(page).not.toMatch(/>(?:kém|hai|ba)<\/output>/u)
  expect(page).toContain('name="HV"')
})

it("makes every photo fit, upright or lying, and enlarges none", () => {
  const side = fc.integer({ min: 1, max: 20_000 })
  fc.assert(
    fc.property(side, side, (width, height) => {
      const small = Photo.sizeOf(width, height)
      const longest = Math.max(small.width, small.height)
      expect(longest).toBeLessThanOrEqual(Photo.longestSide)
      expect(small.width <= width && small.height <= height && small.width > 0 && small.height > 0).toBe(true)
      if (Math.max(width, height) >= Photo.longestSide) expect(longest).toBe(Photo.longestSide)
      else expect(small).toEqual({ width, height })
    })
  )
})
