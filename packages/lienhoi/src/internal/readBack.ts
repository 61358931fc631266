/** How figures are read back: the report's own way. */
export { cell, lines, number, typed } from "@lienhoi/template/ReadBack"
