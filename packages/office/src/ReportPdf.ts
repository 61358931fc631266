/**
 * A report as a tagged PDF, set by the WASM typesetter and a font with the metrics of Times New Roman. Both are
 * brought by whoever wants PDF: `@myriaddreamin/typst-ts-web-compiler` and `@expo-google-fonts/tinos`. Runs in a browser as in Node.
 *
 * @since 0.1.0
 */

import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import { source } from "./internal/typstSource.ts"
import type { ReportDocument } from "./ReportDocument.ts"

const issue = Issue.from(
  Catalogue.make({
    "pdf.not-set": {
      vi: "Không dàn được trang PDF ({detail}); in ra Word rồi lưu thành PDF, và báo cho người phát triển",
      en: "The PDF could not be set ({detail}); print to Word and save that as PDF, and tell the developers"
    },
    "pdf.no-typesetter": {
      vi: "Chưa có bộ dàn trang PDF; cài LibreOffice, hoặc: npm install @myriaddreamin/typst-ts-web-compiler @expo-google-fonts/tinos",
      en: "There is nothing here that makes PDF; install LibreOffice, or: npm install @myriaddreamin/typst-ts-web-compiler @expo-google-fonts/tinos"
    }
  })
)

/** Nothing on this machine makes PDF: what to install. */
export const noTypesetter = (): Issue.Issue => issue("pdf.no-typesetter")

/** The typesetter with its fonts; make one and keep it, starting takes a while. */
export interface Typesetter {
  readonly pdf: (document: ReportDocument) => Issue.Checked<Uint8Array>
}

/** The parts of the typesetter's module that are used. */
export interface Compiler {
  readonly add_source: (path: string, content: string) => boolean
  readonly reset_shadow: () => void
  readonly compile: (path: string, inputs: undefined, format: string, diagnostics: number) => unknown
}

/** The module `@myriaddreamin/typst-ts-web-compiler` once it is loaded. */
export interface Module {
  readonly TypstCompilerBuilder: new () => {
    readonly set_dummy_access_model: () => void
    readonly add_raw_font: (bytes: Uint8Array) => Promise<void>
    readonly build: () => Promise<Compiler>
  }
}

const font = "Tinos"

const detailOf = (outcome: unknown): string => {
  const { diagnostics } = (outcome ?? {}) as { readonly diagnostics?: ReadonlyArray<unknown> }
  return String(diagnostics?.[0] ?? "?").slice(0, 200)
}

/** Starts the typesetter: its module, already initialised with its WASM, and the four faces of Tinos. No file or address is read by it. */
export const make = async (module: Module, fonts: ReadonlyArray<Uint8Array>): Promise<Typesetter> => {
  const builder = new module.TypstCompilerBuilder()
  builder.set_dummy_access_model()
  for (const bytes of fonts) await builder.add_raw_font(bytes)
  const compiler = await builder.build()
  return {
    pdf: (document) => {
      compiler.reset_shadow()
      compiler.add_source("/main.typ", source(document, font))
      try {
        const outcome = compiler.compile("/main.typ", undefined, "pdf", 1) as { readonly result?: Uint8Array }
        return outcome?.result instanceof Uint8Array
          ? Issue.ok(outcome.result)
          : Issue.fail(issue("pdf.not-set", { detail: detailOf(outcome) }))
      } catch (thrown) {
        return Issue.fail(issue("pdf.not-set", { detail: String(thrown).slice(0, 200) }))
      }
    }
  }
}
