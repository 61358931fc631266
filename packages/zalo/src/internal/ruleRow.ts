/**
 * What helps. `refresh`: a new access token, once. `again`: the same call a little later. `minute`, `morning`,
 * `tomorrow`, `next-month`: wait until then. `console`: a person sets it right at Zalo. `recipient`, `window`, `group`:
 * this recipient is not reached on this road. `template`: mend the template or what fills it. `request`: the message
 * itself. `upload`: upload the file again.
 */
export type Remedy =
  | "refresh"
  | "again"
  | "minute"
  | "morning"
  | "tomorrow"
  | "next-month"
  | "console"
  | "recipient"
  | "window"
  | "group"
  | "template"
  | "request"
  | "upload"

/** Code, remedy, meaning in Vietnamese, meaning in English. */
export type Row = readonly [code: number, remedy: Remedy, vi: string, en: string]
