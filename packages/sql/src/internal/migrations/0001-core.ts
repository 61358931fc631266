/**
 * Events, what stands beside them, the outbox, what came in, credentials, runs, the work list, templates, the history of
 * the tree.
 *
 * Every key starts with the association: it is what a store is partitioned by, and what it would be distributed by over
 * several servers. Events are partitioned by association and period; `event_rest` takes what has no partition of its own.
 */
import type { Step } from "./step.ts"

export const step: Step = {
  name: "core",
  statements: [
    // A report's life, or another row of events. `version` counts its events; appending takes its row.
    `CREATE TABLE lienhoi.stream (
      association text NOT NULL,
      name text NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      version int NOT NULL DEFAULT 0,
      lineage text,
      unit text,
      period text NOT NULL DEFAULT '',
      PRIMARY KEY (association, name)
    ) WITH (fillfactor = 80)`,
    "CREATE UNIQUE INDEX stream_id ON lienhoi.stream (association, id)",
    "CREATE INDEX stream_about ON lienhoi.stream (association, period, lineage, unit) WHERE unit IS NOT NULL",

    `CREATE TABLE lienhoi.event (
      association text NOT NULL,
      period text NOT NULL,
      stream bigint NOT NULL,
      version int NOT NULL,
      id text NOT NULL,
      type text NOT NULL,
      lineage text,
      unit text,
      recorded_at timestamptz NOT NULL,
      body json NOT NULL,
      PRIMARY KEY (association, period, stream, version)
    ) PARTITION BY RANGE (association, period)`,
    "CREATE TABLE lienhoi.event_rest PARTITION OF lienhoi.event DEFAULT",

    // Each event once more, narrow: its id is unique whatever the partition, and its position is given after it is
    // committed, so that positions grow in the order in which events became visible.
    `CREATE TABLE lienhoi.entry (
      association text NOT NULL,
      id text NOT NULL,
      stream bigint NOT NULL,
      version int NOT NULL,
      period text NOT NULL,
      arrival bigint GENERATED ALWAYS AS IDENTITY,
      position bigint,
      PRIMARY KEY (association, id)
    )`,
    "CREATE UNIQUE INDEX entry_position ON lienhoi.entry (association, position) WHERE position IS NOT NULL",
    "CREATE INDEX entry_unplaced ON lienhoi.entry (association, arrival) WHERE position IS NULL",
    "CREATE TABLE lienhoi.head (association text PRIMARY KEY, position bigint NOT NULL)",

    `CREATE TABLE lienhoi.beside (
      association text NOT NULL,
      event text NOT NULL,
      words json NOT NULL,
      PRIMARY KEY (association, event)
    )`,

    // `due_from`: since when the row waits for a claim; null when it waits for nothing any more.
    `CREATE TABLE lienhoi.outbox (
      association text NOT NULL,
      key text NOT NULL,
      arrival bigint GENERATED ALWAYS AS IDENTITY,
      duty text,
      stream bigint,
      not_before timestamptz NOT NULL,
      expires timestamptz,
      payload json NOT NULL,
      due_from timestamptz,
      state json,
      attempts json,
      PRIMARY KEY (association, key)
    ) WITH (fillfactor = 70)`,
    `CREATE INDEX outbox_due ON lienhoi.outbox (association, due_from, key COLLATE "C") WHERE due_from IS NOT NULL`,
    "CREATE UNIQUE INDEX outbox_arrival ON lienhoi.outbox (association, arrival)",

    `CREATE TABLE lienhoi.inbox (
      association text NOT NULL,
      channel text NOT NULL,
      id text NOT NULL,
      handler text,
      until timestamptz,
      received_at timestamptz,
      PRIMARY KEY (association, channel, id)
    )`,
    "CREATE INDEX inbox_received ON lienhoi.inbox (association, received_at)",

    `CREATE TABLE lienhoi.credential (
      association text NOT NULL,
      name text NOT NULL,
      version int NOT NULL DEFAULT 0,
      value text,
      expires timestamptz,
      holder text,
      until timestamptz,
      token bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (association, name)
    )`,

    "CREATE TABLE lienhoi.run (association text PRIMARY KEY, up_to timestamptz NOT NULL)",

    `CREATE TABLE lienhoi.work_item (
      association text NOT NULL,
      key text NOT NULL,
      arrival bigint GENERATED ALWAYS AS IDENTITY,
      item json NOT NULL,
      PRIMARY KEY (association, key)
    )`,

    // A version of a template as it was issued, whole; `starts_on` is the first day of its first period.
    `CREATE TABLE lienhoi.template (
      association text NOT NULL,
      id text NOT NULL,
      version text NOT NULL,
      lineage text NOT NULL,
      starts_on date NOT NULL,
      digest text NOT NULL,
      published json NOT NULL,
      published_at timestamptz NOT NULL,
      published_by text NOT NULL,
      PRIMARY KEY (association, id, version)
    )`,
    "CREATE UNIQUE INDEX template_start ON lienhoi.template (association, id, starts_on)",
    "CREATE INDEX template_lineage ON lienhoi.template (association, lineage, starts_on)",

    // The tree's own events, numbered from 1 in the order of recording; `history` says how many there are.
    "CREATE TABLE lienhoi.history (association text PRIMARY KEY, events int NOT NULL, head text NOT NULL)",
    `CREATE TABLE lienhoi.history_event (
      association text NOT NULL,
      number int NOT NULL,
      line json NOT NULL,
      PRIMARY KEY (association, number)
    )`
  ]
}
