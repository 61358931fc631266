/** Answers of a server by question: shown at once when known, fetched again when something changed, the old one standing meanwhile. */
import { useCallback, useEffect, useReducer, useRef } from "react"
import type { Answer, Problem } from "../Load.tsx"

/** What is known of one question. */
export interface Loaded<A> {
  /** The newest answer; `null` before the first. */
  readonly value: A | null
  /** The answer before the newest one, when the newest came because something changed. */
  readonly before: A | null
  /** When the newest answer came, in milliseconds. */
  readonly at: number | null
  /** Why the last asking gave nothing; `null`: it gave something, or none has ended yet. */
  readonly refused: { readonly problem: Problem | null } | null
}

interface Entry<A> extends Loaded<A> {
  readonly version: unknown
  /** The number of the last asking: an answer to an earlier one comes too late. */
  readonly asking: number
}

const nothing = { value: null, before: null, at: null, refused: null, version: undefined, asking: 0 }

/** So many answers are kept. */
const most = 100

/** The answer to `question`, which is compared by its text; `null` asks nothing. */
export const useLoaded = <Q, A>(options: {
  readonly load: (question: Q) => Promise<Answer<A>>
  readonly question: Q | null
  /** Whatever is different when answers may be: they are fetched again when they are looked at. */
  readonly version: unknown
  readonly now: () => number
}): Loaded<A> & { readonly retry: () => void } => {
  const { question, version } = options
  const key = question === null ? null : JSON.stringify(question)
  const known = useRef(new Map<string, Entry<A>>())
  const latest = useRef(options)
  const [, draw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    latest.current = options
  })
  const ask = useCallback((key: string, version: unknown) => {
    const entries = known.current
    const old: Entry<A> = entries.get(key) ?? nothing
    const asking = old.asking + 1
    const [oldest] = entries.keys()
    if (entries.size >= most && oldest !== undefined) entries.delete(oldest)
    entries.set(key, { ...old, version, asking, refused: null })
    const settle = (answer: Answer<A>): void => {
      const entry = entries.get(key)
      if (entry === undefined || entry.asking !== asking) return
      entries.set(
        key,
        answer.ok
          ? { ...entry, value: answer.value, before: entry.value, at: latest.current.now(), refused: null }
          : { ...entry, refused: { problem: answer.problem } }
      )
      draw()
    }
    latest.current.load(JSON.parse(key)).then(settle, () => settle({ ok: false, problem: null }))
  }, [])
  useEffect(() => {
    if (key === null) return
    const entry = known.current.get(key)
    if (entry === undefined || entry.version !== version) {
      ask(key, version)
      draw()
    }
  }, [ask, key, version])
  const retry = useCallback(() => {
    if (key === null) return
    ask(key, version)
    draw()
  }, [ask, key, version])
  const { at, before, refused, value } = (key === null ? undefined : known.current.get(key)) ?? nothing
  return { at, before, refused, value, retry }
}
