/**
 * What a report declared to be nothing, and what does not apply to it, beside its numbers: so that the database can roll
 * up the states too. Rows that are there are made again from their events.
 */
import type { Step } from "./step.ts"

export const step: Step = {
  name: "states",
  statements: [
    "ALTER TABLE lienhoi.figure ADD COLUMN zeros text[], ADD COLUMN excused text[]",
    // The owner sees one association at a time; this is for all.
    "ALTER TABLE lienhoi.reading NO FORCE ROW LEVEL SECURITY",
    "UPDATE lienhoi.reading SET position = 0",
    "ALTER TABLE lienhoi.reading FORCE ROW LEVEL SECURITY"
  ]
}
