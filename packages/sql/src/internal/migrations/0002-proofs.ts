/**
 * Proofs and privacy: the chain of each stream, seals over positions, what was erased, words and persons in boxes.
 *
 * `event.words` is the salted commitment of what stands beside the event, `event.chain` the link that covers it. A box is
 * text, see `internal/box.ts`. A subject's salt is half of its key: without the salt its boxes cannot be opened.
 */
import type { Step } from "./step.ts"

export const step: Step = {
  name: "proofs",
  statements: [
    "ALTER TABLE lienhoi.event ADD COLUMN words bytea, ADD COLUMN chain bytea",
    "ALTER TABLE lienhoi.beside ALTER COLUMN words TYPE text, ADD COLUMN salt bytea",

    // Leaves of `first` to `last`, 32 bytes each, so that a seal that no longer fits names the event.
    `CREATE TABLE lienhoi.seal (
      association text NOT NULL,
      number int NOT NULL,
      first bigint NOT NULL,
      last bigint NOT NULL,
      leaves bytea NOT NULL,
      root bytea NOT NULL,
      hash bytea NOT NULL,
      sealed_at timestamptz NOT NULL,
      PRIMARY KEY (association, number)
    )`,

    `CREATE TABLE lienhoi.erasure (
      association text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('event', 'person')),
      subject text NOT NULL,
      erased_at timestamptz NOT NULL,
      PRIMARY KEY (association, kind, subject)
    )`,

    "CREATE TABLE lienhoi.key (association text NOT NULL, id text NOT NULL, mark text NOT NULL, PRIMARY KEY (association, id))",

    `CREATE TABLE lienhoi.person (
      association text NOT NULL,
      id text NOT NULL,
      name text NOT NULL,
      salt bytea NOT NULL,
      boxes json NOT NULL,
      matches text[] NOT NULL,
      PRIMARY KEY (association, id)
    )`,
    "CREATE INDEX person_match ON lienhoi.person USING gin (matches)",

    // A record of a register, or a case. `body` is JSON when the label says it names nobody, else a box.
    `CREATE TABLE lienhoi.record (
      association text NOT NULL,
      lineage text NOT NULL,
      key text NOT NULL,
      unit text,
      person text,
      starts_on date NOT NULL,
      ends_on date,
      personal text NOT NULL CHECK (personal IN ('none', 'basic', 'sensitive')),
      secrecy text NOT NULL CHECK (secrecy IN ('open', 'internal')),
      reviewed boolean NOT NULL,
      salt bytea,
      body text NOT NULL,
      PRIMARY KEY (association, lineage, key)
    )`,
    "CREATE INDEX record_person ON lienhoi.record (association, person) WHERE person IS NOT NULL"
  ]
}
