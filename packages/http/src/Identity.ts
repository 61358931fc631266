/**
 * Who is asking. A server that has its own sign-in answers from it; the API never looks at passwords or cookies itself.
 *
 * @since 0.1.0
 */
/** Somebody who is signed in. */
export interface Person {
  /** The id of the account, under which grants are kept. */
  readonly account: string
  /** Her id in the directory; what she does is recorded under it. */
  readonly person: string
  /** How the request proved it. What a browser sends by itself (`cookie`) is taken for changes only from our own pages. */
  readonly by: "cookie" | "token"
}

/** Answers who is asking. */
export interface Identity {
  /** `null` when nobody is signed in. Anything thrown counts as the server being unavailable. */
  readonly of: (request: Request) => Promise<Person | null>
}
