/**
 * What goes out is closed too, files stand beside reports, duties can be read, and what the rows that are read were made
 * from is noted.
 */
import { guard, reaches } from "./0003-reading.ts"
import type { Step } from "./step.ts"

export const step: Step = {
  name: "letters",
  statements: [
    // With a salt the payload is a box (a JSON text), else it stands there as it was given; `person`: whom it is sent to.
    "ALTER TABLE lienhoi.outbox ADD COLUMN person text, ADD COLUMN salt bytea",
    "ALTER TABLE lienhoi.work_item ADD COLUMN salt bytea",
    "ALTER TABLE lienhoi.credential ADD COLUMN salt bytea",

    // A file as it was handed in; its id is the salted commitment of it, so whatever names the file commits to it.
    `CREATE TABLE lienhoi.attachment (
      association text NOT NULL,
      id text NOT NULL,
      person text,
      personal text NOT NULL CHECK (personal IN ('none', 'basic', 'sensitive')),
      secrecy text NOT NULL CHECK (secrecy IN ('open', 'internal')),
      reviewed boolean NOT NULL,
      about text NOT NULL,
      bytes text NOT NULL,
      salt bytea NOT NULL,
      PRIMARY KEY (association, id)
    )`,
    "CREATE INDEX attachment_person ON lienhoi.attachment (association, person) WHERE person IS NOT NULL",
    `ALTER TABLE lienhoi.erasure DROP CONSTRAINT erasure_kind_check,
       ADD CONSTRAINT erasure_kind_check CHECK (kind IN ('event', 'person', 'file'))`,

    // Days off beyond the law, as the configuration names them: due days follow from them.
    "CREATE TABLE lienhoi.calendar (association text PRIMARY KEY, notices json NOT NULL)",
    // Counts the writings, so that a history that was replaced by one as long is noticed.
    "ALTER TABLE lienhoi.history ADD COLUMN writings int NOT NULL DEFAULT 0",
    // Up to which day duties are computed, and from what the rows that do not follow from reports were made.
    "ALTER TABLE lienhoi.reading ADD COLUMN horizon date, ADD COLUMN basis text NOT NULL DEFAULT ''",
    "ALTER TABLE lienhoi.person ADD COLUMN unit text",
    // The due day known when the round opened; the first day that somebody named.
    "ALTER TABLE lienhoi.standing ADD COLUMN opened_due date, ADD COLUMN asked_due date",

    // What a unit owes by tree, template and calendar; how it stands is in `standing`.
    `CREATE TABLE lienhoi.duty (
      association text NOT NULL,
      lineage text NOT NULL,
      period text NOT NULL,
      unit text NOT NULL,
      level text NOT NULL,
      starts_on date NOT NULL,
      ends_on date NOT NULL,
      due date NOT NULL,
      nominal date NOT NULL,
      estimated boolean NOT NULL,
      closing boolean NOT NULL,
      PRIMARY KEY (association, lineage, period, unit)
    )`,
    ...guard("duty", reaches("figures", "r.whole"))
  ]
}
