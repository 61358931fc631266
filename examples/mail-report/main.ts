import { tell } from "./story.ts"

console.log((await tell(import.meta.dirname)).lines.join("\n"))
