import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "merge.few": {
    vi: "Nhập mẫu cần ít nhất hai mẫu của các tỉnh cũ",
    en: "A merge needs at least two templates of former provinces"
  },
  "merge.twice": {
    vi: "Mẫu {id} được đưa vào hai lần; bỏ bớt một",
    en: "Template {id} is given twice; leave one out"
  },
  "merge.base": {
    vi: "{id} kế thừa {found}, các mẫu kia kế thừa {base}; chuyển về cùng mẫu gốc trước (lienhoi template rebase)",
    en: "{id} extends {found}, the others {base}; bring them to one base first (lienhoi template rebase)"
  },
  "merge.head": {
    vi: "{id} và {other} khác nhau ở “{part}” nên không phải cùng một báo cáo; sửa cho giống rồi nhập lại",
    en: "{id} and {other} differ in “{part}”, so they are not one report; make them alike and merge again"
  },
  "merge.unknown": {
    vi: "Quyết định thứ {n} nhắc {source} → {key}, nhưng mẫu đó không có; xem lại mã hoặc xóa dòng",
    en: "Decision {n} names {source} → {key}, which is not there; check the key or remove the line"
  },
  "merge.differs": {
    vi: "Không nhập {keys} làm một được vì khác {what}: để different, hoặc sửa các mẫu cho giống rồi nhập lại",
    en: "{keys} cannot become one, they differ in {whatEn}: leave them different, or make the templates alike first"
  },
  "merge.same-source": {
    vi: "Quyết định thứ {n} gộp hai câu của cùng một mẫu {source}; mỗi mẫu chỉ góp một câu",
    en: "Decision {n} joins two fields of one template, {source}; each may give one"
  },
  "merge.alone": {
    vi: "Quyết định thứ {n} ghi same nhưng chỉ có một mẫu; thêm mẫu khác hoặc ghi different",
    en: "Decision {n} says same of one template alone; add another or say different"
  },
  "merge.rename": {
    vi: "Quyết định thứ {n} ghi rename: cần đúng một câu và mã mới (key) gồm chữ không dấu, số, dấu _",
    en: "Decision {n} says rename: it needs exactly one field and a new key of plain letters, digits and _"
  },
  "merge.taken": {
    vi: "Mã “{key}” ở quyết định thứ {n} đã có câu khác dùng; đặt mã khác",
    en: "Key “{key}” of decision {n} is taken by another field; choose another"
  },
  "merge.reason.same": {
    vi: "Cùng tên “{label}”, cùng loại, đơn vị tính và cách cộng",
    en: "The same label “{label}”, type, unit and operators"
  },
  "merge.reason.same-choice": {
    vi: "Cùng tên “{label}”, dưới cùng một lựa chọn của mẫu gốc",
    en: "The same label “{label}” under the same choice of the base"
  },
  "merge.reason.near": {
    vi: "Tên gần giống (“{a}”, “{b}”), cùng loại, đơn vị tính và cách cộng; nếu là một thì sửa thành same",
    en: "Labels alike (“{a}”, “{b}”), the same type, unit and operators; say same if they are one"
  },
  "merge.reason.key": {
    vi: "Cùng mã “{key}” nhưng tên khác (“{a}”, “{b}”); nếu là một thì sửa thành same",
    en: "The same key “{key}”, other labels (“{a}”, “{b}”); say same if they are one"
  },
  "merge.reason.differs": {
    vi: "Trông như một (“{a}”, “{b}”) nhưng khác {what}, nên để riêng",
    en: "They look like one (“{a}”, “{b}”) but differ in {whatEn}, so they stay apart"
  },
  "merge.reason.alone": {
    vi: "Chỉ {source} có “{label}”; giữ riêng",
    en: "Only {source} has “{label}”; kept by itself"
  },
  "merge.reason.crowded": {
    vi: "Cùng tên “{a}”, nhưng một mẫu có hai câu như vậy; chọn câu nào là một với câu nào",
    en: "The same label “{a}”, but one template has two such fields; choose which is one with which"
  },
  "merge.reason.person": { vi: "Do người nhập quyết định", en: "Decided by a person" },
  "merge.listed.words": {
    vi: "{source}: tên của {key} là “{mine}”; mẫu chung dùng “{taken}”",
    en: "{source}: {key} is called “{mine}”; the merged template says “{taken}”"
  },
  "merge.listed.required": {
    vi: "{source}: bắt buộc trả lời {key}; mẫu chung không bắt buộc, vì không phải tỉnh cũ nào cũng bắt buộc như vậy",
    en: "{source}: {key} is required; not in the merged template, as not every former province required it so"
  },
  "merge.listed.limits": {
    vi: "{source}: giới hạn của {key} chặt hơn mẫu chung; báo cáo của tỉnh cũ khác có thể vượt",
    en: "{source}: limits of {key} are tighter than in the merged template; reports of the others may exceed them"
  },
  "merge.listed.part-of": {
    vi: "{source}: {key} không vượt quá {whole}; mẫu chung không kiểm tra, vì số của tỉnh cũ khác có thể vượt",
    en: "{source}: {key} does not exceed {whole}; not checked in the merged template, figures of the others may"
  },
  "merge.listed.hide": {
    vi: "{source}: ẩn {key}; mẫu chung vẫn hỏi, vì tỉnh cũ khác có báo cáo",
    en: "{source}: {key} is hidden; the merged template asks it, as others reported it"
  },
  "merge.listed.relabel": {
    vi: "{source}: đổi lời của {key}; mẫu chung giữ lời của mẫu gốc, vì các tỉnh cũ không ghi giống nhau",
    en: "{source}: other words for {key}; the merged template keeps those of the base, as the provinces differ"
  },
  "merge.listed.tighten": {
    vi: "{source}: hỏi {key} chặt hơn; mẫu chung lấy mức rộng nhất để báo cáo cũ vẫn đúng",
    en: "{source}: {key} is asked more strictly; the merged template takes the widest, so that old reports stay good"
  },
  "merge.listed.due": {
    vi: "{source}: hạn nộp riêng của cấp {key}; mẫu chung theo mẫu gốc, vì các tỉnh cũ không ghi giống nhau",
    en: "{source}: due dates of its own for {key}; the merged template keeps the base's, as the provinces differ"
  },
  "merge.listed.order": {
    vi: "{source}: xếp lại {key}; mẫu chung theo thứ tự của mẫu gốc",
    en: "{source}: {key} in another order; the merged template keeps the base's"
  },
  "merge.listed.title": {
    vi: "{source}: tiêu đề “{mine}” của {key}; mẫu chung ghi “{taken}”",
    en: "{source}: the title of {key} is “{mine}”; the merged template says “{taken}”"
  },
  "merge.listed.rule": {
    vi: "{source}: báo lỗi “{text}”; mẫu chung chỉ nhắc, vì tỉnh cũ khác không có điều kiện này",
    en: "{source}: refuses “{text}”; the merged template only reminds, as others have no such rule"
  },
  "merge.listed.columns": {
    vi: "{source}: các cột so sánh riêng của phần {key}; mẫu chung theo mẫu gốc",
    en: "{source}: comparison columns of its own in {key}; the merged template keeps the base's"
  },
  "merge.listed.target": {
    vi: "{source}: chỉ tiêu phấn đấu “{key}” của tỉnh cũ; tỉnh mới tự đặt chỉ tiêu",
    en: "{source}: the target “{key}” of the former province; the new one sets its own"
  },
  "merge.listed.applies": {
    vi: "{source}: chỉ áp dụng cho một số đơn vị ({key}); mẫu chung áp dụng cho cả tỉnh mới",
    en: "{source}: applies to some units only ({key}); the merged template to all of the new province"
  }
})

/** Codes of {@link issue}. */
export type MergeCode = keyof typeof texts & string

/** Says what happens when templates become one. */
export const issue = Issue.from(texts)
