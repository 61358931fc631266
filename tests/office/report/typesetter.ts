import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import tinos from "@expo-google-fonts/tinos/package.json" with { type: "json" }
import { ReportPdf } from "@lienhoi/office"
import init, * as module from "@myriaddreamin/typst-ts-web-compiler"

const bytes = (name: string) => new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(name))))

/** The typesetter as an application would start it. */
export const typesetter = async (): Promise<ReportPdf.Typesetter> => {
  await init({ module_or_path: bytes("@myriaddreamin/typst-ts-web-compiler/wasm") })
  const faces = ["400Regular/Tinos_400Regular", "400Regular_Italic/Tinos_400Regular_Italic", "700Bold/Tinos_700Bold"]
  return ReportPdf.make(
    module,
    faces.map((face) => bytes(`${tinos.name}/${face}.ttf`))
  )
}
