/** Tokens: 32 random bytes that the holder knows, of which only the hash is kept. */
import * as crypto from "node:crypto"

/** New random bytes. */
export const drawn = (): Uint8Array => crypto.randomBytes(32)

/** The token as text: 43 characters. */
export const tokenFrom = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url")

/** What is kept of a token. */
export const hashOf = (token: string): string => crypto.createHash("sha256").update(token).digest("base64url")
