/** The commands that a page tells its reader to type, in their order. */

/** Lines of the `sh` blocks of a page; a line that ends with a stroke goes on in the next. */
export const commandsOf = (page: string): ReadonlyArray<string> =>
  [...page.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = ""]) =>
    block
      .replaceAll(/ \\\n\s*/g, " ")
      .split("\n")
      .map((line) => line.replace(/\s+# .*$/, "").trim())
      .filter((line) => line !== "")
  )
