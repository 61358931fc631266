/**
 * Work that goes on: how fast each channel may be used, what runs at which times, what a person has to look at.
 */
import type { Step } from "./step.ts"

export const step: Step = {
  name: "work",
  statements: [
    // A bucket of tokens: when it is full again, and up to when moments are promised. Milliseconds of the epoch.
    `CREATE TABLE lienhoi.rate (
      association text NOT NULL,
      channel text NOT NULL,
      full_at double precision NOT NULL DEFAULT 0,
      promised double precision NOT NULL DEFAULT 0,
      PRIMARY KEY (association, channel)
    )`,
    // What runs at set times: up to which moment it ran, and who runs it now, until when.
    `CREATE TABLE lienhoi.schedule (
      association text NOT NULL,
      name text NOT NULL,
      ran timestamptz,
      holder text,
      until timestamptz,
      token bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (association, name)
    )`,
    `CREATE INDEX outbox_stranded ON lienhoi.outbox (association, arrival)
     WHERE state->>'at' = 'unknown' OR state->>'at' = 'undelivered'`
  ]
}
