import { idShape, type Keyword, sectionShape } from "./grammar.ts"
import { below, type dialects, partsOf, type Shape } from "./schema.ts"

const items: Keyword = { value: "items", vi: "Các nhóm: mã và tên.", needed: true }

const dimension: { readonly [keyword: string]: Keyword } = {
  label: { value: "words", vi: "Tên chiều như người báo cáo đọc." },
  items
}

const set: { readonly [keyword: string]: Keyword } = {
  "dimension-set": { value: { matches: idShape }, vi: "Mã bộ chiều: chủ/tên, chữ thường không dấu.", needed: true },
  version: { value: "words", vi: "Phiên bản, ví dụ 1.0.0." },
  title: { value: "words", vi: "Tên bộ chiều.", needed: true },
  source: { value: "strings", vi: "Căn cứ: văn bản, thông lệ; một dòng hoặc một danh sách." }
}

/** The JSON Schema of files of shared dimensions in one dialect. */
export const dimensionSchemaOf = (dialect: keyof typeof dialects): Shape => {
  const { uri, defs, definitionsOf, ofKeywords } = partsOf(dialect)
  const head = ofKeywords(set)
  return {
    $schema: uri,
    title: "Bộ chiều dùng chung của Liên hội",
    description: "Tệp các cách chia số liệu mà nhiều mẫu dùng chung (YAML hoặc JSON).",
    ...head,
    properties: {
      ...(head.properties as Shape),
      dimensions: {
        description: "Các chiều theo mã.",
        type: "object",
        propertyNames: { pattern: sectionShape.source },
        additionalProperties: ofKeywords(dimension)
      }
    },
    required: [...(head.required as ReadonlyArray<string>), "dimensions"],
    [defs]: definitionsOf(below([items]))
  }
}
