/**
 * Content that carries its label wherever it goes. Nothing here gives the bare content back: it comes out
 * inside a `Letter`, through a door that accepts the label. Printing or serialising it shows the label alone.
 *
 * @since 0.1.0
 */
import * as Label from "@lienhoi/template/Label"
import { open, Labelled as Sealed } from "./internal/sealed.ts"

/** Content of type `A` under a label. */
export type Labelled<A> = Sealed<A>

/** Written by nobody we know; no person has this id, so nobody is its author. */
const unknownAuthor = ""

/**
 * Puts content under a label that somebody decided on: a template's field, a reviewed text. Under a label that is not
 * reviewed the content goes to nobody; whose author is known belongs into {@link unreviewed}.
 */
export const make = <A>(content: A, label: Label.Label): Labelled<A> =>
  new Sealed(content, label, label.reviewed ? [] : [unknownAuthor])

/** What everybody may read: words of the program itself, names of months, figures that are published. */
export const plain = <A>(content: A): Labelled<A> => make(content, Label.open)

/** What came in by mail, chat or upload and nobody has looked at: it leaves only back to its author (a person id). */
export const unreviewed = <A>(content: A, author: string): Labelled<A> =>
  new Sealed(content, { ...Label.open, reviewed: false }, [author])

/** A person looked at unreviewed content and says what it is. This is the only way trust is raised. */
export const review = <A>(content: Labelled<A>, label: Label.Label): Labelled<A> => make(open(content), label)

/** Changes the content and keeps the label. */
export const map = <A, B>(content: Labelled<A>, f: (content: A) => B): Labelled<B> =>
  new Sealed(f(open(content)), content.label, content.authors)

/** Several contents as one, under the highest of their labels. */
export const all = <A>(contents: ReadonlyArray<Labelled<A>>): Labelled<ReadonlyArray<A>> =>
  new Sealed(contents.map(open), Label.highest(...contents.map((content) => content.label)), [
    ...new Set(contents.flatMap((content) => content.authors))
  ])

/**
 * Writes a text around labelled values. The fixed words are the program's own and open; the text gets the highest
 * label of what stands in it. A bare string does not fit into a place.
 *
 * @example
 * ```ts
 * import { Labelled } from "@lienhoi/messaging"
 *
 * const name = Labelled.make("chị Lan", { secrecy: "open", personal: "basic", reviewed: true })
 * const text = Labelled.text`Chào ${name}, còn ${Labelled.plain(2)} ngày.`
 *
 * text.label // => { secrecy: "open", personal: "basic", reviewed: true }
 * String(text) // => "Labelled(open, basic)"
 * ```
 */
export const text = (
  words: TemplateStringsArray,
  ...values: ReadonlyArray<Labelled<string> | Labelled<number>>
): Labelled<string> =>
  map(all<string | number>(values), (contents) =>
    words.map((word, i) => (i < contents.length ? `${word}${contents[i]}` : word)).join("")
  )
