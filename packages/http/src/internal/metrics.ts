/** What a server did, counted, as Prometheus reads it. Addresses are named by their patterns: no id of anybody stands in it. */
import { hash, timingSafeEqual } from "node:crypto"
import * as Context from "effect/Context"
import * as Metric from "effect/Metric"
import * as PrometheusMetrics from "effect/observability/PrometheusMetrics"
import { Api } from "../Api.ts"

const endpoints: ReadonlyArray<{
  readonly method: string
  readonly path: string
  readonly parts: ReadonlyArray<string>
}> = Object.values(Api.groups).flatMap((group) =>
  Object.values(group.endpoints).map(({ method, path }) => ({ method, path, parts: path.split("/") }))
)

/** The pattern of an address; `other` for one that the API does not have. */
export const routeOf = (method: string, path: string): string => {
  const parts = path.split("/")
  return (
    endpoints.find(
      (one) =>
        one.method === method &&
        one.parts.length === parts.length &&
        one.parts.every((part, i) => part.startsWith(":") || part === parts[i])
    )?.path ?? "other"
  )
}

/** Whether a request bears the token, told in the same time whatever it bears. */
export const mayRead = (request: Request, token: string): boolean => {
  const given = request.headers.get("authorization") ?? ""
  const digest = (text: string) => hash("sha256", text, "buffer")
  return token !== "" && timingSafeEqual(digest(given), digest(`Bearer ${token}`))
}

const boundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Counts requests; each mounted API has counts of its own. */
export const counting = () => {
  const context = Context.make(Metric.MetricRegistry, new Map())
  const requests = Metric.counter("lienhoi_http_requests_total", {
    description: "Requests by method, route and status",
    incremental: true
  })
  const duration = Metric.histogram("lienhoi_http_request_duration_seconds", {
    description: "Seconds until the answer began, by method and route",
    boundaries
  })
  const outbox = Metric.gauge("lienhoi_outbox_waiting", { description: "Messages that wait to be sent" })
  const behind = Metric.gauge("lienhoi_journal_behind", { description: "Events that the read models do not have yet" })
  return {
    count: (method: string, route: string, status: number, seconds: number): void => {
      Metric.withAttributes(requests, { method, route, status: String(status) }).updateUnsafe(1, context)
      Metric.withAttributes(duration, { method, route }).updateUnsafe(seconds, context)
    },
    text: (gauges: { readonly outbox: number; readonly behind: number } | null): string => {
      if (gauges !== null) {
        outbox.updateUnsafe(gauges.outbox, context)
        behind.updateUnsafe(gauges.behind, context)
      }
      return PrometheusMetrics.formatUnsafe(context)
    }
  }
}
