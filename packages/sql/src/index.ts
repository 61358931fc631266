export * as Database from "./Database.ts"
export * as Migration from "./Migration.ts"
export * as Store from "./Store.ts"
export * as StoreError from "./StoreError.ts"
