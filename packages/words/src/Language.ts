/**
 * The languages a person may read: Vietnamese first, English second.
 *
 * @since 0.1.0
 */

/** `vi` is what users read by default; `en` is asked for with `--lang en`. */
export type Language = "vi" | "en"

/** One text in every {@link Language}. */
export type Bilingual = { readonly [L in Language]: string }
