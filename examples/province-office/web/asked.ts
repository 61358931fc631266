/** Something asked of the server and asked again when it may have changed; what was shown stays until the answer is here. */
import { useCallback, useEffect, useRef, useState } from "react"
import type { Answer } from "./api.ts"
import { useKnown } from "./context.tsx"

export interface Asked<A> {
  /** `null` until the first answer. */
  readonly answer: Answer<A> | null
  readonly value: A | null
  readonly again: () => void
}

/** Asks; `key` says what is asked, and another key is another question. */
export const useAsked = <A>(key: string, ask: () => Promise<Answer<A>>): Asked<A> => {
  const { version, expired } = useKnown()
  const [held, setHeld] = useState<{ readonly key: string; readonly answer: Answer<A> } | null>(null)
  const [turn, setTurn] = useState(0)
  const asking = useRef(ask)
  asking.current = ask
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or turn is the reason to ask again
  useEffect(() => {
    let isWanted = true
    void asking.current().then((answer) => {
      if (!isWanted) return
      if (!answer.ok && answer.problem?.kind === "sign-in") expired()
      // A dead line takes nothing away that is already shown.
      setHeld((old) =>
        !answer.ok && answer.problem === null && old?.key === key && old.answer.ok ? old : { key, answer }
      )
    })
    return () => {
      isWanted = false
    }
  }, [key, version, turn, expired])
  const again = useCallback(() => setTurn((n) => n + 1), [])
  const answer = held?.key === key ? held.answer : null
  return { answer, value: answer?.ok === true ? answer.value : null, again }
}
