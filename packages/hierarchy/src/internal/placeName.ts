/** Names of places: a common noun and a proper name. */
import { clean } from "@lienhoi/words/Text"

/** A common noun in front of a place's name, written small inside a longer name: “Hội LHPN xã Tân Hòa”. */
export const commonNoun =
  /^(Tỉnh|Thành phố|Huyện|Quận|Thị xã|Thị trấn|Phường|Xã|Đặc khu|Ấp|Khu vực|Khu phố|Khóm|Thôn|Xóm|Làng|Bản|Buôn|Tổ dân phố|Khu dân cư)(?= )/u

/** The name alone, for comparing: “Xã Phú Tân” and “Phường Phú Tân” bear one. */
export const bareName = (name: string): string => clean(name).replace(commonNoun, "").toLowerCase()
