/**
 * Photos made small enough for a thin line, in the browser, before they leave it.
 *
 * @since 0.1.0
 */
import type { KeptFile } from "./Drafts.tsx"

/** The longest side of a photo that is sent, in pixels. */
export const longestSide = 1600

const quality = 0.8

/** Of a photo `width` × `height`, how large it is sent: at most {@link longestSide} in both directions, never enlarged. */
export const sizeOf = (width: number, height: number): { readonly width: number; readonly height: number } => {
  const scale = Math.min(1, longestSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * The photo as a JPEG of at most {@link longestSide} pixels, upright, without what the camera wrote into it (place, time,
 * device). What the browser cannot read as a picture stays as it is.
 */
export const shrink = async (file: File): Promise<KeptFile> => {
  const asItIs = { name: file.name, mediaType: file.type || "application/octet-stream", blob: file }
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null)
  if (picture === null) return asItIs
  const { width, height } = sizeOf(picture.width, picture.height)
  const canvas = document.createElement("canvas")
  canvas.width = width
  canvas.height = height
  const paper = canvas.getContext("2d")
  if (paper === null) return asItIs
  // JPEG knows no transparency; what shines through is white and not black.
  paper.fillStyle = "#fff"
  paper.fillRect(0, 0, width, height)
  paper.drawImage(picture, 0, 0, width, height)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality))
  return blob === null ? asItIs : { name: `${file.name.replace(/\.[^.]*$/u, "")}.jpg`, mediaType: "image/jpeg", blob }
}
