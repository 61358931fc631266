/**
 * What a person does on her phone. A test says it through the control; the page says the same when somebody taps.
 *
 * @since 0.1.0
 */

/** Where a message goes: an account (the first one when nothing is named), a group or a bot. */
export interface Place {
  readonly account?: string
  readonly group?: string
  readonly bot?: string
}

/** What is sent. */
export interface Sent {
  /** Kind of message; `text` when left out, `image` when only an address is given. */
  readonly kind?:
    | "text"
    | "image"
    | "gif"
    | "link"
    | "audio"
    | "video"
    | "sticker"
    | "location"
    | "file"
    | "business_card"
  readonly text?: string
  /** Address of a picture, file, link, voice or film. */
  readonly url?: string
  /** The pictures of one message, instead of {@link url}. */
  readonly urls?: ReadonlyArray<string>
  /** The message this answers. */
  readonly quote?: string
  readonly latitude?: string
  readonly longitude?: string
  /** Of a file. */
  readonly name?: string
  readonly size?: number
  /** Of a business card. */
  readonly phone?: string
}

/** One act. People are named by their key, messages and groups by their id. */
export type Act =
  | ({ readonly do: "send"; readonly person: string } & Place & Sent)
  | {
      readonly do: "follow" | "unfollow" | "chatnow" | "call" | "block" | "unblock"
      readonly person: string
      readonly account?: string
    }
  /** A button of a message, by its title or its place from 0. */
  | { readonly do: "press"; readonly person: string; readonly message: string; readonly button: string | number }
  /** Looks at everything an account, a bot or a group wrote. */
  | ({ readonly do: "see"; readonly person: string } & Place)
  | { readonly do: "react"; readonly person: string; readonly message: string; readonly icon: string }
  | { readonly do: "join" | "leave" | "accept" | "decline"; readonly person: string; readonly group: string }
  | {
      readonly do: "share-info"
      readonly person: string
      readonly account?: string
      readonly info?: { readonly [name: string]: unknown }
    }
  | {
      readonly do: "consent"
      readonly person: string
      readonly account?: string
      readonly external?: string
      readonly url?: string
    }
  /** Refuses kinds of messages of an account: `cs`, `promotion`, `template`. */
  | { readonly do: "refuse"; readonly person: string; readonly account?: string; readonly kinds: ReadonlyArray<string> }
  /** Rates what a template asked. */
  | {
      readonly do: "rate"
      readonly person: string
      readonly message: string
      readonly rate: number
      readonly note?: string
    }
  /** Exercises the rights of a data subject: partners must erase. */
  | { readonly do: "withdraw"; readonly person: string; readonly account?: string }
