import type { Remedy } from "../ErrorTable.ts"

/** Code, remedy, meaning in Vietnamese, meaning in English. */
export type Row = readonly [code: number, remedy: Remedy, vi: string, en: string]
