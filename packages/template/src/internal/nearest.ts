import { fold } from "@lienhoi/words/Text"

/** Edit distance with swapped neighbours counted once (optimal string alignment). */
export const distance = (a: string, b: string): number => {
  const rows: Array<ReadonlyArray<number>> = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(swapped ? Math.min(best, rows[i - 2]![j - 2]! + 1) : best)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}

/** What was probably meant: the known name that differs least, when it differs little. Accents and case count for nothing. */
export const nearest = (name: string, known: Iterable<string>): string | null => {
  const wanted = fold(name.slice(0, 64))
  let best: string | null = null
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    const folded = fold(candidate)
    if (Math.abs(folded.length - wanted.length) >= least) continue
    const d = distance(wanted, folded)
    if (d < least) {
      least = d
      best = candidate
    }
  }
  return best
}
