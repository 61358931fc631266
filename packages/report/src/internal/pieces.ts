/**
 * Cuts what somebody wrote into pieces that may each hold one figure, and finds the figure in a piece. Nothing is
 * dropped: the pieces put together hold every letter and digit of the text.
 */
import { clean, fold } from "@lienhoi/words/Text"

/** One piece, as written; `number` is the number it was given in a list: `3. Hội viên mới: 12`. */
export interface Piece {
  readonly text: string
  readonly number: number | null
  /** The piece without its number. */
  readonly body: string
}

/** A piece taken apart: words and figure. */
export interface Parts {
  readonly words: string
  readonly figure: string
  /** The figure stands behind a colon or an equals sign. */
  readonly marked: boolean
}

const longest = 20_000
const wholeNumber = /^\s*\d{1,3}(?:[. \u00A0]\d{3})+\s*$/u
const numbered = /^\s*\(?(\d{1,3})\s*(?:[.\-/](?!\d)|[):])\s*(\S.*)$/u
const bullet = /^\s*[-–—•*+]+\s*/u

/** Ends of pieces inside a line: semicolons, commas and full stops that stand in no number. */
const ends = /;|,(?=\s|\p{L})|(?<=[\p{L}\d)])\.(?=\s+\p{L})|\s+[-–—]\s+(?=\p{L})/gu

const pieceOf = (text: string): Piece => {
  const bare = text.replace(bullet, "")
  const found = wholeNumber.test(bare) ? null : numbered.exec(bare)
  return found === null
    ? { text, number: null, body: bare.trim() }
    : { text, number: Number(found[1]), body: found[2]!.trim() }
}

const isSaying = (text: string): boolean => /[\p{L}\d]/u.test(text)

/** Lines first, then what stands in a line; the answer to a question in sentences is left whole. */
export const cut = (text: string, isSentences: (number: number) => boolean): ReadonlyArray<Piece> =>
  text
    .slice(0, longest)
    .split(/\r\n|\r|\n/u)
    .map(clean)
    .filter(isSaying)
    .flatMap((line) => {
      const whole = pieceOf(line)
      if (whole.number === null) return split(line).filter(isSaying).map(pieceOf)
      return isSentences(whole.number) ? [whole] : ofNumbered(line, whole)
    })

/** The label of a numbered line is not cut; behind its figure something else may stand. */
const ofNumbered = (line: string, { body }: Piece): ReadonlyArray<Piece> => {
  const from = line.length - body.length
  const colon = line.slice(from).search(/[:=]/u)
  const head = line.slice(0, from + colon + 1)
  const [first = "", ...rest] = split(line.slice(head.length))
  return [pieceOf(head + first), ...rest.filter(isSaying).map(pieceOf)]
}

/** A label may hold commas of its own (`Hội viên giảm (chuyển đi, từ trần): 2`): brackets are not cut. */
const split = (line: string): ReadonlyArray<string> => {
  const pieces: Array<string> = []
  let from = 0
  for (const found of line.matchAll(ends)) {
    const before = line.slice(from, found.index)
    const open = before.split("(").length > before.split(")").length
    if (open || !/\d|kh[oô]ng|nh[uư]\s/iu.test(before)) continue
    pieces.push(before)
    from = found.index + found[0].length
  }
  pieces.push(line.slice(from))
  return pieces
}

const numeral = String.raw`[+-]?\d+(?:[.,\u00A0 ]\d{3}(?!\d))*(?:[.,]\d+)?`
const magnitude = String.raw`(?:\s*(?:tỷ|tỉ|ty|ti|triệu|trieu|tr|nghìn|nghin|ngàn|ngan|k)(?![\p{L}\d]))`
const money = `${numeral}(?:${magnitude}(?:\\s*${numeral}${magnitude}?)*)?`
const silence = String.raw`kh[oôố]ng\s+ph[aá]t\s+sinh|kps|kh[oô]ng\s+c[oó]|kh[oô]ng|ko`
const before = String.raw`(?:v[aẫ]n\s+)?(?:y\s+)?nh[uư]\s+(?:th[aá]ng\s+tr[uướ]+[oơớ]*c|k[yỳ]\s+tr[uướ]+[oơớ]*c|c[uũ])`
const said = `(?:${money}|${silence}|${before})`
const marked = /^(.*?\S)\s*[:=]\s*(.+)$/iu
const atEnd = new RegExp(String.raw`^(.*?)[\s(]*(?<![\p{L}\d.,])(${said})\s*\)?((?:\s+[\p{L}/%]+){0,3})\s*[.!]*$`, "iu")
const atStart = new RegExp(String.raw`^(${said})(?![\p{L}\d])\s+(.*\p{L}.*)$`, "iu")
const bare = new RegExp(String.raw`^(${said})\s*[.!]*$`, "iu")
const link = /(?:\s+(?:là|la|được|duoc|có|co|còn|con|đạt|dat|tổng cộng|tong cong|khoảng|khoang|được là))+$/iu

/** Where the figure of a piece may stand, the likeliest reading first. */
export const readings = (body: string): ReadonlyArray<Parts> => {
  const found: Array<Parts> = []
  if (body.length > 500) return found
  const colon = marked.exec(body)
  if (colon !== null) found.push({ words: colon[1]!, figure: colon[2]!.trim(), marked: true })
  // “Chi hội ấp 1: TC04: 12”: who writes comes first.
  const [figure = "", words, before] = body.split(/[:=]/u).toReversed()
  if (before !== undefined && words !== undefined) {
    found.push({ words: words.trim(), figure: figure.trim(), marked: true })
  }
  const only = bare.exec(body)
  if (only !== null) found.push({ words: "", figure: only[1]!.trim(), marked: false })
  const last = atEnd.exec(body)
  if (last !== null && last[1]!.trim() !== "") {
    const tail = last[3]!.trim()
    found.push({ words: `${last[1]!.replace(link, "")} ${tail}`.trim(), figure: last[2]!.trim(), marked: false })
  }
  const first = atStart.exec(body)
  if (first !== null) found.push({ words: first[2]!.trim(), figure: first[1]!.trim(), marked: false })
  return found
}

/** Words of a text as they are compared: no accents, no case, no marks. */
export const tokens = (text: string): ReadonlyArray<string> => fold(text).match(/[\p{L}\d]+/gu) ?? []
