/** Content under a label. Only the modules of this package that stand at a door may open it. */
import type { Label } from "@lienhoi/template/Label"

export class Labelled<A> {
  readonly #content: A
  readonly label: Label
  /** Who wrote the unreviewed parts (person ids); empty when everything is reviewed. */
  readonly authors: ReadonlyArray<string>

  constructor(content: A, label: Label, authors: ReadonlyArray<string>) {
    this.#content = content
    this.label = label
    this.authors = authors
  }

  static open<B>(labelled: Labelled<B>): B {
    return labelled.#content
  }

  /** What a log or an error text shows: the label, never the content. */
  toJSON(): unknown {
    return { label: this.label }
  }

  toString(): string {
    return `Labelled(${this.label.secrecy}, ${this.label.personal}${this.label.reviewed ? "" : ", unreviewed"})`
  }
}

export const open = Labelled.open
