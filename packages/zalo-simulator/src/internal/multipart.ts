/** The one part of a `multipart/form-data` body that carries the file. */
export interface Part {
  readonly field: string
  readonly filename: string
  readonly type: string
  readonly bytes: Buffer
}

/** Every part of the body; null where the body is no form. */
export const parts = (contentType: string, body: Buffer): ReadonlyArray<Part> | null => {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return null
  const line = Buffer.from(`--${mark}`)
  const found: Array<Part> = []
  let from = body.indexOf(line)
  while (from !== -1) {
    const next = body.indexOf(line, from + line.length)
    if (next === -1) break
    const part = body.subarray(from + line.length + 2, next - 2)
    const head = part.indexOf("\r\n\r\n")
    if (head !== -1) {
      const headers = part.subarray(0, head).toString("utf8")
      found.push({
        field: /\bname="([^"]*)"/i.exec(headers)?.[1] ?? "",
        filename: /filename="([^"]*)"/i.exec(headers)?.[1] ?? "",
        type: (/content-type:\s*([^\r\n;]+)/i.exec(headers)?.[1] ?? "").trim().toLowerCase(),
        bytes: part.subarray(head + 4)
      })
    }
    from = next
  }
  return found
}
