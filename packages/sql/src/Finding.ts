/**
 * What is not as it was when it was written.
 *
 * @since 0.1.0
 */

/** One thing that is not as it was. */
export interface Finding {
  readonly of: "event" | "words" | "stream" | "seal" | "file"
  /**
   * `returned`: erased words are there again. `cut`: the store ends before the head that was kept outside. `rewritten`: it
   * has another past than that head.
   */
  readonly kind: "changed" | "removed" | "inserted" | "reordered" | "returned" | "cut" | "rewritten"
  readonly stream: string | null
  readonly version: number | null
  /** Id of the event, or of the file. */
  readonly id: string | null
  /** Of an event: its position. Of a seal: its number. */
  readonly position: number | null
}
