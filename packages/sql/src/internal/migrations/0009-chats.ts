/**
 * Conversations in chat, the groups of units, notices on their way down and who acknowledged them. What people said and
 * who stands in a group is closed under a salt of its own.
 */
import type { Step } from "./step.ts"

export const step: Step = {
  name: "chats",
  statements: [
    // `changed` orders the conversations of a person: the one changed last is the one she is in.
    `CREATE TABLE lienhoi.conversation (
      association text NOT NULL,
      key text NOT NULL,
      person text NOT NULL,
      duty text NOT NULL,
      version int NOT NULL,
      changed bigint NOT NULL,
      words text NOT NULL,
      salt bytea NOT NULL,
      PRIMARY KEY (association, key)
    )`,
    "CREATE INDEX conversation_person ON lienhoi.conversation (association, person)",
    "CREATE INDEX conversation_duty ON lienhoi.conversation (association, duty)",
    `CREATE TABLE lienhoi.unit_group (
      association text NOT NULL,
      key text NOT NULL,
      unit text NOT NULL,
      lives boolean NOT NULL,
      body text NOT NULL,
      salt bytea NOT NULL,
      PRIMARY KEY (association, key)
    )`,
    `CREATE TABLE lienhoi.notice (
      association text NOT NULL,
      id text NOT NULL,
      template text NOT NULL,
      issued_at text NOT NULL,
      plan json NOT NULL,
      PRIMARY KEY (association, id)
    )`,
    `CREATE TABLE lienhoi.acknowledgement (
      association text NOT NULL,
      notice text NOT NULL,
      unit text NOT NULL,
      at text NOT NULL,
      PRIMARY KEY (association, notice, unit)
    )`
  ]
}
