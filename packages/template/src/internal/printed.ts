/** How many digits stand behind the comma. */
const digits = (written: string): number => /,(\d+)$/u.exec(written)?.[1]?.length ?? 0

/**
 * Whether a printed number is off by more than one unit of its last digit: 45,127 was never “38,51”, while “45,13” and
 * the cut-off “45,12” are the same figure in print.
 */
export const contradicts = (written: string, value: number): boolean => {
  const precision = 10 ** -digits(written)
  const printed = Number(written.replaceAll(".", "").replace(",", "."))
  return Math.abs(printed - value) > precision * (1 + 1e-9)
}
