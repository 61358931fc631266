/** Whether the window is wide enough for a table; a server, which knows no window, takes it for a phone. */
import { useSyncExternalStore } from "react"

const query = "(min-width: 56rem)"

const subscribe = (changed: () => void): (() => void) => {
  const media = window.matchMedia(query)
  media.addEventListener("change", changed)
  return () => media.removeEventListener("change", changed)
}

export const useWide = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false
  )
