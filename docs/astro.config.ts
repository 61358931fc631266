/** How the site is built: Vietnamese at the root, English below `/en/`, search on the pages themselves, nothing from elsewhere. */
import starlight from "@astrojs/starlight"
import { defineConfig } from "astro/config"
import { groups } from "./src/pages.ts"

export default defineConfig({
  outDir: process.env.LIENHOI_SITE ?? "./site",
  // Beside what is built: two builds at once share nothing.
  cacheDir: `${process.env.LIENHOI_SITE ?? "../out/site"}.cache`,
  trailingSlash: "always",
  devToolbar: { enabled: false },
  // Its version is that of astro, and not the older one that other packages of the repository brought to the top.
  vite: { environments: { prerender: { resolve: { noExternal: ["cookie"] } } } },
  integrations: [
    starlight({
      title: "Lienhoi",
      defaultLocale: "root",
      locales: { root: { label: "Tiếng Việt", lang: "vi" }, en: { label: "English", lang: "en" } },
      customCss: ["./src/site.css"],
      disable404Route: false,
      pagefind: true,
      sidebar: groups.map(({ label, en, collapsed, pages }) => ({
        label,
        translations: { en },
        collapsed,
        items: pages.map(({ slug }) => (slug === "" ? { slug: "index" } : { slug }))
      }))
    })
  ]
})
