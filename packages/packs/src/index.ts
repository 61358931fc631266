export * as Indicator from "./Indicator.ts"
export * as Pack from "./Pack.ts"
