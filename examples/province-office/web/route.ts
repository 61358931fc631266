/** The address bar as state: which page, and where its links lead. */
import { useSyncExternalStore } from "react"

/** Told when the address changed by a link of ours; the browser tells of its own arrows. */
const changed = new EventTarget()

const subscribe = (tell: () => void) => {
  changed.addEventListener("go", tell)
  addEventListener("popstate", tell)
  return () => {
    changed.removeEventListener("go", tell)
    removeEventListener("popstate", tell)
  }
}

/** Goes to a page of ours. */
export const go = (path: string, { replace = false } = {}): void => {
  if (replace) history.replaceState(null, "", path)
  else history.pushState(null, "", path)
  changed.dispatchEvent(new Event("go"))
  scrollTo(0, 0)
}

/** The address as it stands, with the page drawn anew when it changes. */
export const useAddress = (): string => useSyncExternalStore(subscribe, () => location.pathname + location.search)
