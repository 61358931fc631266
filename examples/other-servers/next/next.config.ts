import type { NextConfig } from "next"

/** On the server the office is loaded as Node loads it; what a page imports is bundled like the page's own code. */
const config: NextConfig = { serverExternalPackages: ["lienhoi", "@lienhoi/http"] }

export default config
