const noLine = { is: "no-line" } as const

/** What came of one request; one that fails or hangs is a dead line, so that nothing behind it waits for ever. */
export const patient = async <A>(asked: Promise<A>, patience: number): Promise<A | typeof noLine> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<typeof noLine>((resolve) => {
    timer = setTimeout(() => resolve(noLine), patience)
  })
  const answer = await Promise.race([asked.catch(() => noLine), late])
  clearTimeout(timer)
  return answer
}
