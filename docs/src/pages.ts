/**
 * The pages of the site: which file of the repository each one is, in which language, and where it stands. The files stay
 * where they are and are read there; nothing is copied.
 */
import { execFileSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { fileURLToPath } from "node:url"
import * as Markdown from "./markdown.ts"

/** The folder of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Vietnamese is the language of the site, English stands below `/en/`. */
export type Language = "vi" | "en"

/** One page; a language that has no file of its own shows the other, and says so. */
export interface Page {
  /** Where it stands: `guides/in-bao-cao`; the front page is the empty text. */
  readonly slug: string
  /** Files from the folder of the repository. */
  readonly vi: string | null
  readonly en: string | null
}

/** A heading of the list beside the pages. */
export interface Group {
  readonly label: string
  readonly en: string
  readonly collapsed: boolean
  readonly pages: ReadonlyArray<Page>
}

const both = (slug: string, vi: string, en: string): Page => ({ slug, vi, en })
const english = (slug: string, en: string): Page => ({ slug, vi: null, en })

/** Recipes by their Vietnamese and English file. */
const recipes: ReadonlyArray<readonly [vi: string, en: string]> = [
  ["them-mot-chi-tieu", "add-a-question"],
  ["nhac-truoc-han-3-ngay", "remind-three-days-before"],
  ["nhap-bao-cao-tu-excel", "take-in-reports-from-excel"],
  ["gui-qua-zalo", "send-by-zalo"],
  ["khoa-so-thang", "seal-a-month"],
  ["in-bao-cao-word", "print-a-report-in-word"],
  ["chia-tach-xa", "split-a-commune"],
  ["dang-nhap-san-co", "use-your-own-sign-in"],
  ["nhung-vao-may-chu-dang-co", "mount-in-the-server-you-have"],
  ["luy-ke-tu-dau-nam", "add-up-the-year"],
  ["ai-chua-nop", "who-has-not-reported"],
  ["chuyen-tin-bang-tay", "pass-messages-on-by-hand"],
  ["sao-luu-va-phuc-hoi", "back-up-and-restore"]
]

const below = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => existsSync(join(root, folder, entry.name, "README.md")))
    .map(({ name }) => name)
    .toSorted()

const present = (pages: ReadonlyArray<Page>): ReadonlyArray<Page> =>
  pages.filter(({ en, vi }) => existsSync(join(root, vi ?? en!)))

/** The list beside the pages. */
export const groups: ReadonlyArray<Group> = [
  {
    label: "Bắt đầu",
    en: "Begin",
    collapsed: false,
    pages: present([
      both("", "docs/README.vi.md", "docs/README.md"),
      both("bat-dau", "docs/guides/bat-dau.md", "docs/guides/getting-started.md"),
      both("kho-ma", "README.vi.md", "README.md")
    ])
  },
  {
    label: "Hướng dẫn",
    en: "Guides",
    collapsed: false,
    pages: present([
      both("huong-dan/mau-bao-cao", "docs/guides/mau-bao-cao.md", "docs/guides/mau-bao-cao-en.md"),
      both("huong-dan/in-bao-cao", "docs/guides/in-bao-cao.md", "docs/guides/printing-reports.md"),
      both("huong-dan/dia-gioi", "docs/guides/khi-dia-gioi-thay-doi.md", "docs/guides/when-boundaries-change.md"),
      both("huong-dan/sua-mau-bang-ma", "docs/guides/sua-mau-bang-ma.md", "docs/guides/customise-a-template.md"),
      both("huong-dan/viet-kenh-gui", "docs/guides/viet-kenh-gui.md", "docs/guides/write-a-channel.md"),
      both("huong-dan/viet-kho", "docs/guides/viet-kho.md", "docs/guides/write-a-store.md")
    ])
  },
  {
    label: "Việc thường làm",
    en: "Recipes",
    collapsed: false,
    pages: [
      both("viec", "docs/recipes/README.md", "docs/recipes/README.en.md"),
      ...recipes.map(([vi, en]) => both(`viec/${vi}`, `docs/recipes/${vi}.md`, `docs/recipes/${en}.md`))
    ]
  },
  {
    label: "Tra cứu",
    en: "Look up",
    collapsed: false,
    pages: present([
      both("tu-vung", "docs/glossary.md", "docs/glossary.md"),
      { slug: "tu-khoa-mau", vi: "docs/reference-template.md", en: null },
      { slug: "bo-mau", vi: "docs/packs.md", en: null },
      english("api", "docs/api.md"),
      english("quy-mo", "docs/scaling.md"),
      english("ho-tro", "docs/support.md"),
      english("tep-kho", "docs/store-export.md"),
      english("tep-su-kien", "docs/event-export.md")
    ])
  },
  {
    label: "Các gói",
    en: "Packages",
    collapsed: true,
    pages: below("packages").map((name) => english(`packages/${name}`, `packages/${name}/README.md`))
  },
  {
    label: "Ví dụ chạy được",
    en: "Examples that run",
    collapsed: true,
    pages: below("examples").map((name) => english(`examples/${name}`, `examples/${name}/README.md`))
  },
  {
    label: "Dự án",
    en: "The project",
    collapsed: true,
    pages: present([
      english("dong-gop", "CONTRIBUTING.md"),
      english("bao-mat", "SECURITY.md"),
      english("decisions", "docs/decisions/README.md")
    ])
  }
]

/** Decisions stand on one page that lists them, not beside every page. */
export const decisions: ReadonlyArray<Page> = readdirSync(join(root, "docs/decisions"))
  .filter((name) => /^\d{4}-.*\.md$/u.test(name))
  .toSorted()
  .map((name) => english(`decisions/${name.slice(0, -3)}`, `docs/decisions/${name}`))

/** Every page of the site. */
export const pages: ReadonlyArray<Page> = [...groups.flatMap((group) => group.pages), ...decisions]

/** Where a page stands on the site, from the root of the server. */
const address = ({ slug }: Page, language: Language): string =>
  `/${[language === "vi" ? "" : language, slug].filter((part) => part !== "").join("/")}/`.replace("//", "/")

const bySource: ReadonlyMap<string, Page> = new Map(
  pages.flatMap((page) => [page.vi, page.en].flatMap((file) => (file === null ? [] : [[file, page] as const])))
)

/** The file or folder of the repository that a link of a file means; `null` when it leads out of it, or onto a site. */
export const target = (
  from: string,
  link: string
): { readonly path: string; readonly anchor: string | null } | null => {
  if (/^[a-z][a-z+.-]*:/iu.test(link)) return null
  const [path = "", anchor] = link.split("#")
  const found = path === "" ? from : normalize(join(dirname(from), decodeURI(path))).replace(/\/$/u, "")
  return { path: found, anchor: anchor === undefined ? null : decodeURIComponent(anchor) }
}

/** The page that a file or folder of the repository is. */
const pageOf = (path: string): Page | undefined => bySource.get(path) ?? bySource.get(`${path}/README.md`)

const picture = /\.(?:png|jpe?g|svg|webp|gif)$/iu

/** Where pictures of the repository stand on the site. */
export const pictures = "hinh"

/** The language that is meant by naming the file of a page which has one for each; `null` when it has one for both. */
const languageOf = ({ en, vi }: Page, path: string): Language | null => {
  if (en === null || vi === null || en === vi) return null
  return path === vi ? "vi" : path === en ? "en" : null
}

/** A link of a file as it reads on the site; what is no page of it stands in the repository. */
export const onSite = (from: string, link: string, language: Language): string => {
  const found = target(from, link)
  if (found === null) return link
  const anchor = found.anchor === null ? "" : `#${found.anchor}`
  if (picture.test(found.path)) return `/${pictures}/${found.path}`
  const page = pageOf(found.path)
  if (page !== undefined) return `${address(page, languageOf(page, found.path) ?? language)}${anchor}`
  return `https://github.com/lienhoi/lienhoi/blob/main/${found.path}${anchor}`
}

/** Every picture that pages show, from the folder of the repository. */
export const shownPictures = (): ReadonlyArray<string> => [
  ...new Set(
    [...bySource.keys()].flatMap((file) =>
      Markdown.links(readFileSync(join(root, file), "utf8")).flatMap(({ to }) => {
        const path = target(file, to)?.path
        return path !== undefined && picture.test(path) ? [path] : []
      })
    )
  )
]

/** All Markdown of the repository that people read, from its folder; what git does not know does not count. */
export const markdown = (): ReadonlyArray<string> =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "*.md"], {
    cwd: root,
    encoding: "utf8"
  })
    .split("\0")
    .filter((file) => file !== "" && !file.startsWith(".changeset/") && existsSync(join(root, file)))
