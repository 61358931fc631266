import * as Catalogue from "@lienhoi/words/Catalogue"

/** What a marked copy says beside the problems themselves. */
export const problemTexts = Catalogue.make({
  mark: { vi: "⚠ Cần sửa:", en: "⚠ To mend:" },
  look: { vi: "Xem lại ô này", en: "Look at this cell" },
  sheet: { vi: "Trang", en: "Sheet" },
  cell: { vi: "Ô", en: "Cell" },
  problem: { vi: "Lỗi", en: "Problem" },
  todo: { vi: "Cần làm", en: "What to do" }
})
