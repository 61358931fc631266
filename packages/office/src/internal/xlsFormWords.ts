import * as Formula from "@lienhoi/template/Formula"
import { fold } from "@lienhoi/words/Text"

/** What the plain types of questions become. */
export const plainTypes: { readonly [type: string]: string } = {
  integer: "count",
  int: "count",
  decimal: "decimal",
  text: "text",
  string: "text",
  date: "date",
  image: "photo",
  photo: "photo",
  file: "file",
  audio: "file",
  video: "file"
}

/** Keys that no other has yet; letters, digits and `_`, as the language wants them. */
export const keys = () => {
  const taken = new Set<string>()
  return (name: string): string => {
    const plain = fold(name)
      .replaceAll(/[^a-z0-9_]+/gu, "_")
      .replaceAll(/^_+|_+$/gu, "")
      .slice(0, 40)
    const begun = /^[a-z]/u.test(plain) ? plain : `c_${plain}`
    const read = Formula.parse(begun)
    const free = read.ok && read.value.type === "name" ? begun : `${begun}_cau`
    let key = free
    for (let n = 2; taken.has(key); n++) key = `${free}_${n}`
    taken.add(key)
    return key
  }
}

/** Whether a cell says yes; whether it says no, or nothing. */
export const isYes = (said: string): boolean => /^(?:yes|true|true\(\)|có|1)$/iu.test(said)
export const isNo = (said: string): boolean => /^(?:|no|false|false\(\)|không|0)$/iu.test(said)

const bound = /^\s*\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*$/u

/** `. >= 0 and . <= 100` as limits; `null` when a constraint says something else. */
export const limitsOf = (
  constraint: string,
  isWhole: boolean
): { readonly min?: number; readonly max?: number } | null => {
  const limits: { min?: number; max?: number } = {}
  for (const part of constraint.split(/\band\b/u)) {
    const [, sign, number] = bound.exec(part) ?? []
    if (sign === undefined) return null
    const isStrict = sign.length === 1
    if (isStrict && !isWhole) return null
    const step = isStrict ? 1 : 0
    const side = sign.startsWith(">") ? "min" : "max"
    if (limits[side] !== undefined) return null
    limits[side] = Number(number) + (side === "min" ? step : -step)
  }
  return limits
}
