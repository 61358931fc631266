/** The shape of an association; apart from its module, so that the presets can be written in it. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Level } from "../Level.ts"

/** A level may stand under another, within these days, both inside. */
export interface Link {
  readonly child: string
  readonly parent: string
  readonly from?: PlainDate
  readonly to?: PlainDate
  /** Only units of these kinds; any when absent. */
  readonly kinds?: ReadonlyArray<string>
  /** The route it holds on; `own` when absent. */
  readonly route?: string
}

/** Titles and names at one level. */
export interface Officers {
  readonly level: string
  readonly head: Bilingual
  readonly deputy: Bilingual
  /** How the organisation is written: `Hội LHPN {name}`. */
  readonly organisation: Bilingual
}

/** The shape of an association. */
export interface Association {
  readonly id: string
  readonly name: Bilingual
  readonly levels: ReadonlyArray<Level>
  readonly links: ReadonlyArray<Link>
  readonly officers: ReadonlyArray<Officers>
  /** How its people are addressed unless they say otherwise: `chị`. */
  readonly address: string
  /** Lines on which units stand under each other: `own`, and since July 2025 `front`. */
  readonly routes: ReadonlyArray<string>
}
