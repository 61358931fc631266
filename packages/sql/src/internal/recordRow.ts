/** The name of a record's row for its box. */
export const rowOf = (lineage: string, key: string): string => JSON.stringify([lineage, key])
