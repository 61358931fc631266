/**
 * What channels brought, as it came and closed, until it was handled. A handled row keeps its id and loses its content.
 */
import type { Step } from "./step.ts"

export const step: Step = {
  name: "arrivals",
  statements: [
    `CREATE TABLE lienhoi.arrival (
      association text NOT NULL,
      channel text NOT NULL,
      id text NOT NULL,
      key text NOT NULL,
      lane text NOT NULL,
      at text NOT NULL,
      received_at text NOT NULL,
      raw text NOT NULL,
      salt bytea,
      hint text,
      state text NOT NULL DEFAULT 'waiting',
      why text,
      PRIMARY KEY (association, channel, id)
    )`,
    "CREATE INDEX arrival_open ON lienhoi.arrival (association, at) WHERE state <> 'handled'"
  ]
}
