/** The pages of the site, and the words of its own that Starlight has not in Vietnamese. */
import { i18nLoader } from "@astrojs/starlight/loaders"
import { docsSchema, i18nSchema } from "@astrojs/starlight/schema"
import { defineCollection } from "astro/content/config"
import { repositoryPages } from "./loader.ts"

export const collections = {
  docs: defineCollection({ loader: repositoryPages(), schema: docsSchema() }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() })
}
