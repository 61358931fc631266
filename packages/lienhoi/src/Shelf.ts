/**
 * What an app keeps beside reports: people, registers, photos and files, who may see what, and the search over it.
 *
 * @since 0.1.0
 */
import type { Attachment } from "@lienhoi/report/Attachments"
import type { ReportKey } from "@lienhoi/report/ReportKey"
import type { Contact, Person } from "@lienhoi/sql/People"
import type { Query, Record } from "@lienhoi/sql/Records"
import type { Grant } from "@lienhoi/sql/Scope"
import type { Found, Options } from "@lienhoi/sql/Search"
import type { Checked } from "@lienhoi/words/Issue"

export type { Attachment, Contact, Found, Grant, Person, Query, Record }

/** For whom is read: the id of an account. Without one the office itself asks, and sees everything. */
export interface For {
  readonly viewer?: string
  /** Every grant of that account, by whoever has just read them; they are read when left out. */
  readonly granted?: ReadonlyArray<Grant>
}

/** What an app keeps beside reports. People and registers need a store; in memory they are refused. */
export interface Shelf {
  /**
   * Units, people and documents as people type, without accents or tone marks: `hoi lhpn xa tan binh`. People are found only
   * by accounts that were granted to see the persons of their unit.
   */
  readonly search: (text: string, options?: Options & For) => Promise<ReadonlyArray<Found>>
  /** Lets accounts see units; a grant of the same id is replaced. */
  readonly grant: (grants: ReadonlyArray<Grant>) => Promise<Checked<number>>
  /** Every grant, or those of one account. */
  readonly grants: (account?: string) => Promise<Checked<ReadonlyArray<Grant>>>
  readonly people: {
    /** Keeps all that is known of a person, in place of what was known before. */
    readonly put: (person: Person) => Promise<Checked<Person>>
    /** `null` when the person is not known, or was erased. */
    readonly get: (id: string) => Promise<Checked<Person | null>>
    /** Ids of the persons with exactly this, however it is spaced. */
    readonly find: (field: keyof Contact, value: string) => Promise<Checked<ReadonlyArray<string>>>
    /** Erases persons with everything that is kept of them: records, files, messages to them and about them. */
    readonly erase: (ids: ReadonlyArray<string>) => Promise<Checked<number>>
  }
  readonly records: {
    /** Keeps a record of a register in place of the one of the same lineage and key. */
    readonly put: (record: Record) => Promise<Checked<Record>>
    readonly get: (lineage: string, key: string, options?: For) => Promise<Checked<Record | null>>
    /** In the order of their keys; for an account those of units it reaches wholly on the own line. */
    readonly list: (lineage: string, query?: Query & For) => Promise<Checked<ReadonlyArray<Record>>>
    readonly remove: (lineage: string, key: string) => Promise<Checked<number>>
  }
  readonly files: {
    /** Keeps a photo or a file; the answer of a report names it by the id this gives. */
    readonly put: (attachment: Attachment) => Promise<Checked<string>>
    /** `null` when there is none, or it was erased. */
    readonly get: (id: string) => Promise<Checked<Attachment | null>>
    /** The account that handed it in; `null` when the office itself did, or there is none, or it was erased. */
    readonly handedInBy: (id: string) => Promise<Checked<string | null>>
    /** The reports that ever named it. */
    readonly namedBy: (id: string) => Promise<Checked<ReadonlyArray<ReportKey>>>
    readonly erase: (ids: ReadonlyArray<string>) => Promise<Checked<number>>
  }
}
