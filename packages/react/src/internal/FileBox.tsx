/** Photos and files: chosen, made small, kept on the phone until the form is sent. */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { useEffect, useState } from "react"
import { isKept, type KeptFile } from "../Drafts.tsx"
import * as Photo from "../Photo.tsx"
import type { Files, Props, Renderer } from "../Renderer.tsx"

const texts = Catalogue.make({
  photo: { vi: "Ảnh {n}", en: "Photo {n}" },
  file: { vi: "Tệp {n}", en: "File {n}" },
  kept: { vi: "{name} ({size} KB, còn trong máy)", en: "{name} ({size} KB, still on the device)" },
  sent: { vi: "đã gửi trước đây", en: "sent before" },
  drop: { vi: "Bỏ", en: "Remove" },
  reading: { vi: "Đang thu nhỏ ảnh…", en: "Making the photo smaller…" },
  lost: {
    vi: "Máy chưa cất được {names}, nên chưa có trong báo cáo. Bộ nhớ máy có thể đã đầy, hoặc trang đang mở ở chế độ ẩn danh: xóa bớt ảnh, tệp cũ trong máy hoặc mở lại trang ở cửa sổ thường, rồi chọn lại.",
    en: "This device could not keep {names}, so the report does not have it. Its storage may be full, or the page is open in a private window: delete old photos and files or open the page in an ordinary window, then choose again."
  }
})

const idsOf = (given: unknown): ReadonlyArray<string> => {
  const all: ReadonlyArray<unknown> = Array.isArray(given) ? given : [given]
  return all.filter((id): id is string => typeof id === "string" && id !== "")
}

/** One that was chosen, with a picture of it where there is one. */
const Chosen = (props: {
  readonly id: string
  readonly what: string
  readonly files: Files
  readonly language: Language
  readonly drop: () => void
}) => {
  const { drop, files, id, language, what } = props
  const [file, setFile] = useState<KeptFile | null>(null)
  const [address, setAddress] = useState<string | null>(isKept(id) ? null : files.address(id))
  useEffect(() => {
    if (!isKept(id)) return
    let made: string | null = null
    let isGone = false
    void files.read(id).then((found) => {
      if (found === null || isGone) return
      setFile(found)
      if (!found.mediaType.startsWith("image/")) return
      made = URL.createObjectURL(found.blob)
      setAddress(made)
    })
    return () => {
      isGone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [files, id])
  const about =
    file === null
      ? Catalogue.say(texts, "sent", {}, language)
      : Catalogue.say(texts, "kept", { name: file.name, size: Math.ceil(file.blob.size / 1024) }, language)
  return (
    <li className="lh-file">
      {address !== null && <img src={address} alt={what} />}
      <span>
        {what}
        {(file !== null || !isKept(id)) && `: ${about}`}
      </span>
      <button type="button" className="lh-small" onClick={drop}>
        {Catalogue.say(texts, "drop", {}, language)} {what.toLowerCase()}
      </button>
    </li>
  )
}

/** A document keeps every dot of it. */
const asItIs = (file: File): KeptFile => ({
  name: file.name,
  mediaType: file.type || "application/octet-stream",
  blob: file
})

const FileBox = ({ answer, describedBy, field, files, given, id, isWrong, language, name }: Props) => {
  const [isReading, setReading] = useState(false)
  const [lost, setLost] = useState<ReadonlyArray<string>>([])
  const ids = idsOf(given)
  const what = field.type === "photo" ? "photo" : "file"
  const add = async (chosen: ReadonlyArray<File>): Promise<void> => {
    if (chosen.length === 0) return
    setReading(true)
    setLost([])
    const kept: Array<string> = []
    const failed: Array<string> = []
    for (const file of chosen) {
      try {
        kept.push(await files.keep(field.type === "photo" ? await Photo.shrink(file) : asItIs(file)))
      } catch {
        failed.push(file.name)
      }
    }
    setReading(false)
    setLost(failed)
    // What was kept before stays when nothing new was.
    if (kept.length > 0) answer(field.max === 1 ? kept.slice(-1) : [...ids, ...kept])
  }
  return (
    <>
      {ids.length > 0 && (
        <ul className="lh-files">
          {ids.map((one, n) => (
            <Chosen
              key={one}
              id={one}
              what={Catalogue.say(texts, what, { n: n + 1 }, language)}
              files={files}
              language={language}
              drop={() => {
                const left = ids.filter((other) => other !== one)
                answer(left.length === 0 ? null : left)
              }}
            />
          ))}
        </ul>
      )}
      <input
        className="lh-box"
        id={id}
        name={name}
        type="file"
        accept={field.type === "photo" ? "image/*" : undefined}
        multiple={field.max !== 1}
        aria-describedby={describedBy}
        aria-invalid={isWrong}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])]
          // The same one may be chosen again after it was removed.
          event.target.value = ""
          void add(chosen)
        }}
      />
      {isReading && <p role="status">{Catalogue.say(texts, "reading", {}, language)}</p>}
      {lost.length > 0 && (
        <p className="lh-error" role="alert">
          {Catalogue.say(texts, "lost", { names: lost.map((name) => `“${name}”`).join(", ") }, language)}
        </p>
      )}
    </>
  )
}

/** For photos and files. */
export const fileBox: Renderer = {
  rank: ({ type }) => (type === "photo" || type === "file" ? 1 : -1),
  Component: FileBox
}
