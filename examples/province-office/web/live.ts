/** Changes on the server, told to an open page as they happen. */
import { useEffect, useState } from "react"

/** Counts what changed; `isStale` while the line is down. */
export const useLive = (isOn: boolean): { readonly version: number; readonly isStale: boolean } => {
  const [version, setVersion] = useState(0)
  const [isStale, setStale] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const source = new EventSource("/api/changes")
    let waiting: ReturnType<typeof setTimeout> | null = null
    // Many changes at once are one look.
    const changed = () => {
      waiting ??= setTimeout(() => {
        waiting = null
        setVersion((n) => n + 1)
      }, 250)
    }
    const opened = () => setStale(false)
    const failed = () => setStale(true)
    source.addEventListener("changed", changed)
    source.addEventListener("reload", changed)
    source.addEventListener("open", opened)
    source.addEventListener("error", failed)
    return () => {
      if (waiting !== null) clearTimeout(waiting)
      source.close()
    }
  }, [isOn])
  return { version, isStale }
}
