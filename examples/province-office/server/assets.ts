/**
 * The pages as a browser gets them: bundled at start from `web/`, under names that change with their content, packed
 * once. Nothing of it stands in the page itself, so that the page may forbid whatever stands in it.
 */
import { createHash } from "node:crypto"
import { basename, extname, join } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"
import { type BuildOptions, build } from "esbuild"

const web = join(import.meta.dirname, "../web")
const root = join(import.meta.dirname, "../../..")

const types: { readonly [extension: string]: string } = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".html": "text/html; charset=utf-8",
  ".webmanifest": "application/manifest+json"
}

/** One file in each of its packings. */
export interface Asset {
  readonly type: string
  /** May be kept for good: its name changes with its content. */
  readonly isForGood: boolean
  readonly plain: Uint8Array
  readonly br: Uint8Array
  readonly gzip: Uint8Array
}

/** What is served, by path. */
export type Assets = ReadonlyMap<string, Asset>

const pack = (path: string, plain: Uint8Array, isForGood: boolean): Asset => ({
  type: types[extname(path)] ?? "application/octet-stream",
  isForGood,
  plain,
  br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: gzipSync(plain)
})

const options = {
  bundle: true,
  minify: true,
  target: "es2022",
  platform: "browser",
  conditions: ["@lienhoi/source"],
  jsx: "automatic",
  charset: "utf8",
  legalComments: "none",
  logLevel: "silent",
  define: { "process.env.NODE_ENV": '"production"' },
  tsconfig: join(root, "tsconfig.json")
} satisfies BuildOptions

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" rx="96" fill="#a3195b"/><path d="M128 128h256v64H128zm0 96h192v48H128zm0 80h256v48H128zm0 80h128v32H128z" fill="#fff"/></svg>`

const manifest = JSON.stringify({
  name: "Văn phòng mẫu Hội LHPN tỉnh Hậu Giang",
  short_name: "Báo cáo tháng",
  lang: "vi",
  start_url: "/",
  display: "standalone",
  background_color: "#ffffff",
  theme_color: "#a3195b",
  icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any maskable" }]
})

const page = (scripts: string, styles: ReadonlyArray<string>): string => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Văn phòng mẫu</title>
<meta name="theme-color" content="#a3195b">
<link rel="icon" href="/icon.svg">
<link rel="manifest" href="/manifest.webmanifest">
${styles.map((path) => `<link rel="stylesheet" href="${path}">`).join("\n")}
<script type="module" src="${scripts}"></script>
</head>
<body><div id="trang"></div><noscript>Trang này cần JavaScript. / This page needs JavaScript.</noscript></body>
</html>
`

/** Bundles everything. */
export const make = async (): Promise<Assets> => {
  const { outputFiles, metafile } = await build({
    ...options,
    format: "esm",
    write: false,
    metafile: true,
    entryPoints: [join(web, "main.tsx")],
    outdir: join(web, "out"),
    publicPath: "/assets",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    splitting: true
  })
  const files = outputFiles.map(({ path, contents }) => [`/assets/${basename(path)}`, contents] as const)
  const named = (start: string, extension: string) =>
    files.map(([path]) => path).filter((path) => basename(path).startsWith(start) && path.endsWith(extension))
  const entry = named("main-", ".js")[0]!
  const html = page(entry, named("main-", ".css"))
  // What the branch form needs to open with a dead line: the page and all that it loads at once.
  const main = Object.entries(metafile.outputs).find(([path]) => basename(path) === basename(entry))![1]
  const needed = [entry, ...main.imports.map(({ path }) => `/assets/${basename(path)}`), ...named("main-", ".css")]
  const list = [...new Set(["/", "/icon.svg", "/manifest.webmanifest", ...needed, ...named("FormPage-", ".js")])]
  const version = createHash("sha256").update(html).update(list.join()).digest("hex").slice(0, 12)
  const worker = await build({
    ...options,
    format: "iife",
    write: false,
    entryPoints: [join(web, "worker.ts")],
    define: { ...options.define, VERSION: JSON.stringify(version), SHELL: JSON.stringify(list) }
  })
  const text = (content: string) => new TextEncoder().encode(content)
  return new Map([
    ...files.map(([path, contents]) => [path, pack(path, contents, true)] as const),
    ["/", pack("index.html", text(html), false)],
    ["/worker.js", pack("/worker.js", worker.outputFiles[0]!.contents, false)],
    ["/icon.svg", pack("/icon.svg", text(icon), false)],
    ["/manifest.webmanifest", pack("manifest.webmanifest", text(manifest), false)]
  ])
}

/** One of them, as the browser takes it. */
export const serve = (asset: Asset, accepts: string): Response => {
  const packing = /\bbr\b/u.test(accepts) ? "br" : /\bgzip\b/u.test(accepts) ? "gzip" : null
  return new Response((packing === null ? asset.plain : asset[packing]) as Uint8Array<ArrayBuffer>, {
    headers: {
      "content-type": asset.type,
      "cache-control": asset.isForGood ? "public, max-age=31536000, immutable" : "no-cache",
      vary: "accept-encoding",
      ...(packing === null ? {} : { "content-encoding": packing })
    }
  })
}
