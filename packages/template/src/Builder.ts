/**
 * Templates written in TypeScript, in the keywords of the file (`asked_of`, `part_of`): the same template, and a type of
 * the answers to it. What is built is JSON; {@link "Template"}`.fromJson` reads and checks it like any other.
 *
 * @since 0.1.0
 */
import type { JsonField, JsonHead, JsonHeading, JsonItems, JsonRule, JsonTemplate } from "./JsonTemplate.ts"

/** What the type remembers of a field. */
export interface Entry {
  readonly key: string
  readonly value: unknown
  readonly needed: boolean
  /** The levels it is asked of. */
  readonly levels: string
}

/** A template that has a name and no sections yet. */
export interface Headed<E extends Entry = never> {
  /** The file so far. */
  readonly json: JsonTemplate
  /** A heading; the fields that follow stand under it. Under a key that is there already its fields go on. */
  readonly section: <const H extends JsonHeading>(key: string, heading: H) => Builder<E, LevelsOf<H>>
}

/** A template under construction; every step gives a new one. `S` are the levels of its last section. */
export interface Builder<E extends Entry = Entry, S extends string = string> extends Headed<E> {
  /** One more question of the last section. */
  readonly field: <const F extends JsonField>(field: F) => Builder<E | EntriesOf<F, S>, S>
  /** One more thing that must hold. */
  readonly rule: (rule: JsonRule) => Builder<E, S>
  /** Only for types. */
  readonly entry?: E
}

/**
 * The answers that a builder's template takes; with a level, only what is asked of that level. What a formula gives is
 * not answered.
 */
export type Values<B extends { readonly json: JsonTemplate }, Level = unknown> = B extends { readonly entry?: infer E }
  ? Flat<
      { readonly [One in Asked<E, Level> as One["needed"] extends true ? One["key"] : never]: One["value"] } & {
        readonly [One in Asked<E, Level> as One["needed"] extends true ? never : One["key"]]?: One["value"] | null
      }
    >
  : never

/** “The question does not arise”, and why. */
export interface NotApplicable {
  readonly notApplicable: string
}

type Flat<A> = { [K in keyof A]: A[K] }

type Asked<E, Level> = E extends Entry ? (unknown extends Level ? E : Level extends E["levels"] ? E : never) : never

type LevelsOf<H, Around extends string = never> = H extends { readonly asked_of: ReadonlyArray<infer L extends string> }
  ? L
  : Around

type KeysOf<I> = I extends JsonItems ? keyof I & string : never

/** Numbers may be written as people write them: `"38.506"`, `"không phát sinh"`. */
type Numeric = number | string

type ValueOf<F> = F extends { readonly type: "count" | "money" | "decimal" | "ratio" }
  ? Numeric
  : F extends { readonly type: "bool" }
    ? boolean
    : F extends { readonly type: "choice"; readonly choices: infer C }
      ? KeysOf<C>
      : F extends { readonly type: "photo" | "file" }
        ? ReadonlyArray<string>
        : F extends { readonly type: "table"; readonly columns: ReadonlyArray<infer C> }
          ? ReadonlyArray<Row<C>> | ByRow<F, C>
          : string

/** A table with fixed rows may also be answered row by row. */
type ByRow<F, C> = F extends { readonly rows: infer R } ? { readonly [K in KeysOf<R>]?: Row<C> } : never

type Row<C> = Flat<
  {
    readonly [One in C as One extends { readonly key: infer K extends string; readonly required: true }
      ? K
      : never]: ValueOf<One>
  } & {
    readonly [One in C as One extends { readonly required: true }
      ? never
      : One extends { readonly key: infer K extends string }
        ? K
        : never]?: ValueOf<One> | null
  }
>

/** The items of a shared dimension are known only once it is read. */
type ItemsOf<F> = F extends { readonly disaggregate: ReadonlyArray<infer B> }
  ? B extends { readonly items: infer I }
    ? KeysOf<I>
    : string
  : never

/** A field is answered, unless it is computed; a ratio only by the levels that it names itself. */
type EntriesOf<F extends JsonField, S extends string> = F extends { readonly formula: string }
  ? never
  :
      | {
          readonly key: F["key"]
          readonly value: ValueOf<F> | NotApplicable
          readonly needed: F extends { readonly required: true } ? true : false
          readonly levels: LevelsOf<F, F["type"] extends "ratio" ? never : S>
        }
      | {
          readonly key: `${F["key"]}[${ItemsOf<F>}]`
          readonly value: Numeric | NotApplicable
          readonly needed: false
          readonly levels: LevelsOf<F, S>
        }

const builder = (json: JsonTemplate, last: string): Builder => ({
  json,
  section: (key, heading) => {
    const fields = Object.hasOwn(json.sections, key) ? (json.sections[key]!.fields ?? []) : []
    return builder({ ...json, sections: { ...json.sections, [key]: { ...heading, fields } } }, key) as never
  },
  field: (field) => {
    const section = json.sections[last]!
    const fields = [...(section.fields ?? []), field]
    return builder({ ...json, sections: { ...json.sections, [last]: { ...section, fields } } }, last) as never
  },
  rule: (rule) => builder({ ...json, rules: [...(json.rules ?? []), rule] }, last) as never
})

/**
 * Begins a template.
 *
 * @example
 * ```ts
 * import { Builder, Template } from "@lienhoi/template"
 *
 * const t = Builder.template("hau-giang/nhom-zalo", { title: "Nhóm Zalo", period: "month", window: "fifteenth", due: { chi_hoi: 15 } })
 *   .section("chuyen_doi_so", { title: "Chuyển đổi số", asked_of: ["chi_hoi"] })
 *   .field({ key: "CDS01", label: "Nhóm Zalo", type: "count", required: true, combine: { units: "sum", periods: "last" } })
 *   .field({ key: "CDS02", label: "Có họp", type: "bool" })
 *   .rule({ when: "CDS01 > 100", warn: "Có đến {CDS01} nhóm, xin xem lại" })
 *
 * const answers: Builder.Values<typeof t> = { CDS01: 4, CDS02: true }
 * const read = Template.fromJson(t.json)
 *
 * read.ok && Template.fields(read.value.template).map((field) => field.key) // => ["CDS01", "CDS02"]
 * answers.CDS01 // => 4
 * ```
 */
export const template = (id: string, head: JsonHead): Headed =>
  builder({ template: id, ...head, sections: {} }, "") as never
