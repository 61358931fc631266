import { headingKey } from "./keywords.ts"

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}

/** What was probably meant: the known word that differs in no more than a third of its letters; marks and case count for nothing. */
export const nearest = (said: string, known: Iterable<string>): string | null => {
  const wanted = headingKey(said.slice(0, 64))
  let [best, least] = [null as string | null, Math.max(1, Math.floor(wanted.length / 3)) + 1]
  for (const candidate of known) {
    const d = distance(wanted, headingKey(candidate))
    if (d < least) [best, least] = [candidate, d]
  }
  return best
}
