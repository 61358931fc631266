/**
 * What is said in a chat, cut into messages that fit.
 */

/** Most that one message of a chat holds. */
const mostText = 1_900

/** Messages put together as far as they fit, so that nobody gets five where one will do. */
export const folded = (says: ReadonlyArray<string>): ReadonlyArray<string> => {
  const out: Array<string> = []
  for (const text of says.flatMap(split)) {
    const last = out.at(-1)
    if (last !== undefined && last.length + text.length + 2 <= mostText) out[out.length - 1] = `${last}\n\n${text}`
    else out.push(text)
  }
  return out
}

/** A long text in parts, cut between lines. */
const split = (text: string): ReadonlyArray<string> => {
  if (text.length <= mostText) return [text]
  const parts: Array<string> = [""]
  for (const line of text.split("\n").flatMap((one) => one.match(/[\s\S]{1,1800}/gu) ?? [""])) {
    const last = parts.at(-1)!
    if (last.length + line.length + 1 <= mostText) parts[parts.length - 1] = last === "" ? line : `${last}\n${line}`
    else parts.push(line)
  }
  return parts
}
