/**
 * What every road for forms promises. A new one is done when {@link suite} passes on it, called in a test file with its
 * name and its layer.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import * as Period from "@lienhoi/calendar/Period"
import * as FormFile from "@lienhoi/report/FormFile"
import * as Cell from "@lienhoi/template/Cell"
import * as Compiled from "@lienhoi/template/Compiled"
import * as Template from "@lienhoi/template/Template"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const yaml = `
template: thu-nghiem/hoi-vien
title: Hội viên
period: month
due: { co_so: { day: 15, month_offset: 1 } }
sections:
  hoi_vien:
    title: Hội viên
    asked_of: [co_so]
    fields:
      - { key: TC04, label: Tổng số hội viên, type: count, required: true, combine: { units: sum, periods: last } }
      - { key: TC05, label: Hội viên mới, type: count, part_of: TC04, combine: { units: sum, periods: sum } }`

const occasionOf = (id: string, name: string): FormFile.Occasion => {
  const parsed = Template.parse(yaml)
  const compiled = parsed.ok ? Compiled.make(parsed.value.template) : parsed
  if (!compiled.ok) throw new Error(compiled.issues[0]?.message)
  return {
    template: compiled.value,
    unit: { id, name, level: "co_so" },
    period: Period.containing("month", "2024-10-15"),
    revision: 3,
    current: { TC04: Cell.value(405), TC05: Cell.zero },
    token: `duty-${id}`
  }
}

/** The contract of `FormFile`; each test gets its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<FormFile.FormFile, E>): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, FormFile.FormFile>): void =>
    it.effect(`FormFile (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  const [own, other] = [occasionOf("xa-1", "Xã Đông Phú"), occasionOf("xa-2", "Xã Phú An")]
  const wanted = ({ template, unit, period }: FormFile.Occasion): FormFile.Wanted => {
    const { lineage, id, version } = template.template
    return { template: { lineage, id, version }, unit: unit.id, period: period.id }
  }
  const known: FormFile.Known = {
    occasion: async ({ unit }) => [own, other].find((one) => one.unit.id === unit) ?? null,
    ofToken: async (token) => (token === "duty-xa-2" ? wanted(other) : token === "duty-xa-1" ? wanted(own) : null),
    ofSender: async () => [wanted(own)],
    mayFile: async (person) => person === "p-1"
  }
  const road: FormFile.Road = { sender: "p-1", token: null }

  promise(
    "a form that comes back as it left is a submission: what it showed, the revision it showed, its sender",
    Effect.gen(function* () {
      const forms = yield* FormFile.FormFile
      const bytes = yield* forms.write(own)

      const reading = yield* forms.read({ bytes, file: "a" }, { ...road, token: "duty-xa-1" }, known)

      assert.strictEqual(reading.is, "submission")
      if (reading.is !== "submission") return
      const { submission, places } = reading
      const { unit, period } = own
      assert.deepStrictEqual(own.template.validate(submission.values, { unit, period }).cells, own.current)
      assert.deepStrictEqual([submission.unit, submission.seen, submission.reportedBy], ["xa-1", 3, "p-1"])
      assert.strictEqual(submission.reviewed, false)
      assert.isTrue(Object.hasOwn(places, "TC04"))
    })
  )

  promise(
    "a form of another unit than the token or the sender stand for is refused with the reason",
    Effect.gen(function* () {
      const forms = yield* FormFile.FormFile
      const bytes = yield* forms.write(own)

      const byToken = yield* forms.read({ bytes, file: "a" }, { ...road, token: "duty-xa-2" }, known)
      const bySender = yield* forms.read({ bytes, file: "a" }, { ...road, sender: "p-9" }, known)

      for (const reading of [byToken, bySender]) {
        assert.strictEqual(reading.is === "refused" && reading.because, "stamp")
        if (reading.is === "refused") assert.isNotEmpty(reading.issues[0]?.message)
      }
    })
  )

  promise(
    "where nobody is known to have sent it, it is asked",
    Effect.gen(function* () {
      const forms = yield* FormFile.FormFile
      const bytes = yield* forms.write(own)

      const reading = yield* forms.read({ bytes, file: "a" }, { ...road, sender: null }, known)

      assert.strictEqual(reading.is === "asks" && reading.question, "who")
    })
  )

  promise(
    "what cannot be a figure is refused at its cell, and a corrected form is given",
    Effect.gen(function* () {
      const forms = yield* FormFile.FormFile
      const bytes = yield* forms.write({ ...own, current: { TC05: Cell.value(7) } })

      const reading = yield* forms.read({ bytes, file: "a" }, road, known)

      if (reading.is !== "refused") return assert.fail(reading.is)
      assert.strictEqual(reading.because, "values")
      assert.isDefined(reading.issues[0]?.place)
      const copy = yield* forms.correct({ bytes, file: "a" }, reading.issues)
      assert.isNotNull(copy)
    })
  )

  promise(
    "bytes that are no form are an answer that says what to do, never a failure",
    Effect.gen(function* () {
      const forms = yield* FormFile.FormFile
      const bytes = yield* forms.write(own)

      for (const broken of [new Uint8Array(), new Uint8Array([1, 2, 3]), bytes.slice(0, bytes.length / 2)]) {
        const reading = yield* forms.read({ bytes: broken, file: "a" }, road, known)
        assert.strictEqual(reading.is === "refused" && reading.because, "file")
        assert.isNull(yield* forms.correct({ bytes: broken, file: "a" }, []))
      }
    })
  )
}
