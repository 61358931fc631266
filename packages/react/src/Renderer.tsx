/**
 * How the boxes of a question are drawn. Every renderer says how well it suits a field, and the one that suits best draws
 * it; an application puts its own before ours. What is asked, what is wrong and what is open is not theirs to decide.
 *
 * @since 0.1.0
 */
import type { Cell } from "@lienhoi/template/Cell"
import type { Field } from "@lienhoi/template/Field"
import type { Language } from "@lienhoi/words/Language"
import type { ComponentType } from "react"
import type { KeptFile } from "./Drafts.tsx"

/** What a renderer is given. */
export interface Props {
  readonly field: Field
  /** Of the box that the label points to; ids of further boxes begin with it. */
  readonly id: string
  /** Of the key of the answer: `TC04`, `TC04[tu_18_30]`. */
  readonly name: string
  /** Ids of what explains the box and says what is wrong with it. */
  readonly describedBy: string
  readonly isWrong: boolean
  /** What was answered, as it was given: text as typed, a number, ids of files, rows; `null` for nothing. */
  readonly given: unknown
  /** What the validator reads in it. */
  readonly cell: Cell | undefined
  readonly language: Language
  /** Answers the question; `null` takes the answer back. */
  readonly answer: (given: unknown) => void
  readonly files: Files
}

/** Where photos and files of a form stand. */
export interface Files {
  /** Keeps a file on the phone and gives the id that an answer names it by. */
  readonly keep: (file: KeptFile) => Promise<string>
  /** A file that is still on the phone. */
  readonly read: (id: string) => Promise<KeptFile | null>
  /** Where a file that is on the server can be looked at; `null` when it cannot. */
  readonly address: (id: string) => string | null
}

/** Draws the boxes of the fields that it suits. */
export interface Renderer {
  /** How well it suits, the most wins; below 0: not at all. Ours say 0 to 9. */
  readonly rank: (field: Field) => number
  readonly Component: ComponentType<Props>
  /** Whether it draws several boxes that need a common heading instead of one box with a label. */
  readonly isGroup?: boolean
}

/**
 * The renderer that suits best; among equals the first.
 *
 * @example
 * ```tsx
 * import { Renderer } from "@lienhoi/react"
 *
 * const Stars: Renderer.Renderer = {
 *   rank: (field) => (field.key === "HD01" ? 10 : -1),
 *   Component: ({ answer, describedBy, given, id, name }) => (
 *     <input id={id} name={name} aria-describedby={describedBy} type="range" min="0" max="10"
 *       value={String(given ?? 0)} onChange={(event) => answer(event.target.value)} />
 *   )
 * }
 *
 * Renderer.best([Stars], { key: "HD01" } as never) === Stars // => true
 * Renderer.best([Stars], { key: "TC04" } as never) // => null
 * ```
 */
export const best = (renderers: ReadonlyArray<Renderer>, field: Field): Renderer | null => {
  let found: Renderer | null = null
  let most = -1
  for (const renderer of renderers) {
    const rank = renderer.rank(field)
    if (rank > most) {
      found = renderer
      most = rank
    }
  }
  return found
}
