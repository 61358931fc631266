/**
 * Whether another site made the browser ask for a change: a cookie goes along all the same, so it proves nothing then
 * (cross-site request forgery). Fetch metadata where the browser sends it, the origin otherwise.
 */

const reads = new Set(["GET", "HEAD", "OPTIONS"])

/** `true` for a change that does not come from a page of the same origin, or does not say where it comes from. */
export const isFromElsewhere = (request: Request): boolean => {
  if (reads.has(request.method)) return false
  const site = request.headers.get("sec-fetch-site")
  if (site !== null) return site !== "same-origin"
  const origin = request.headers.get("origin")
  return origin === null || origin !== new URL(request.url).origin
}
