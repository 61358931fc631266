/** The functions of formulas: their names, what they take, an example that is computed, and what they do without an answer. */
import { functions, pasts } from "../../packages/template/src/internal/tokens.ts"

/** What a function is told about. */
export interface Told {
  readonly shape: string
  readonly vi: string
  /** A formula over `a` = 10, `b` = 4, `trong_so` (missing), and what it is. */
  readonly example: string
  readonly gives: number | boolean | null
  readonly missing: string
}

/** By the word that the language itself uses. */
export const told: { readonly [word: string]: Told } = {
  IF: {
    shape: "NẾU(điều kiện; nếu đúng; nếu sai)",
    vi: "Một trong hai giá trị, tùy điều kiện.",
    example: "NẾU(b > 0; a / b; 0)",
    gives: 2.5,
    missing: "Thiếu điều kiện thì kết quả thiếu."
  },
  AND: {
    shape: "VÀ(điều kiện; điều kiện)",
    vi: "Đúng khi mọi điều kiện đúng; cũng viết `x VÀ y`.",
    example: "a > 5 VÀ b > 5",
    gives: false,
    missing: "Một bên sai là đủ để sai; nếu không, thiếu một bên thì thiếu."
  },
  OR: {
    shape: "HOẶC(điều kiện; điều kiện)",
    vi: "Đúng khi có điều kiện đúng; cũng viết `x HOẶC y`.",
    example: "HOẶC(a > 5; trong_so > 5)",
    gives: true,
    missing: "Một bên đúng là đủ để đúng; nếu không, thiếu một bên thì thiếu."
  },
  NOT: {
    shape: "KHÔNG(điều kiện)",
    vi: "Ngược lại.",
    example: "KHÔNG(a > 5)",
    gives: false,
    missing: "Thiếu thì thiếu."
  },
  SUM: {
    shape: "TỔNG(số; số)",
    vi: "Cộng; cũng cộng một cột của bảng: `TỔNG(HD04.so_nguoi)`.",
    example: "TỔNG(a; b; trong_so)",
    gives: 14,
    missing: "Bỏ qua số thiếu; thiếu hết thì thiếu."
  },
  AVERAGE: {
    shape: "TRUNG_BÌNH(số; số)",
    vi: "Trung bình cộng.",
    example: "TRUNG_BÌNH(a; b; trong_so)",
    gives: 7,
    missing: "Bỏ qua số thiếu; thiếu hết thì thiếu."
  },
  MIN: {
    shape: "NHỎ_NHẤT(số; số)",
    vi: "Số nhỏ nhất.",
    example: "NHỎ_NHẤT(a; b)",
    gives: 4,
    missing: "Bỏ qua số thiếu; thiếu hết thì thiếu."
  },
  MAX: {
    shape: "LỚN_NHẤT(số; số)",
    vi: "Số lớn nhất.",
    example: "LỚN_NHẤT(a; b)",
    gives: 10,
    missing: "Bỏ qua số thiếu; thiếu hết thì thiếu."
  },
  COUNT: {
    shape: "ĐẾM(số; số)",
    vi: "Có bao nhiêu số; `ĐẾM(HD04)` là số dòng của bảng.",
    example: "ĐẾM(a; b; trong_so)",
    gives: 2,
    missing: "Không đếm số thiếu; thiếu hết thì 0."
  },
  ROUND: {
    shape: "LÀM_TRÒN(số; số chữ số sau dấu phẩy)",
    vi: "Làm tròn; bỏ trống phần sau thì tròn đến hàng đơn vị.",
    example: "LÀM_TRÒN(a / 3; 1)",
    gives: 3.3,
    missing: "Thiếu thì thiếu."
  },
  ABS: {
    shape: "TRỊ_TUYỆT_ĐỐI(số)",
    vi: "Bỏ dấu âm.",
    example: "TRỊ_TUYỆT_ĐỐI(b - a)",
    gives: 6,
    missing: "Thiếu thì thiếu."
  },
  BLANK: {
    shape: "TRỐNG(chỉ tiêu)",
    vi: "Đúng khi chưa có câu trả lời.",
    example: "TRỐNG(trong_so)",
    gives: true,
    missing: "Không bao giờ thiếu."
  },
  IFBLANK: {
    shape: "NẾU_TRỐNG(chỉ tiêu; giá trị thay)",
    vi: "Câu trả lời, hoặc giá trị thay khi chưa có.",
    example: "NẾU_TRỐNG(trong_so; 0) + a",
    gives: 10,
    missing: "Lấy giá trị thay."
  },
  previous: {
    shape: "KỲ_TRƯỚC(chỉ tiêu)",
    vi: "Số của kỳ trước.",
    example: "a - kỳ trước(a)",
    gives: 3,
    missing: "Kỳ trước không có số thì thiếu; quy tắc im lặng."
  },
  "last-year": {
    shape: "CÙNG_KỲ(chỉ tiêu)",
    vi: "Số của cùng kỳ năm trước.",
    example: "a > cùng kỳ(a)",
    gives: true,
    missing: "Không có số thì thiếu."
  },
  target: {
    shape: "CHỈ_TIÊU(chỉ tiêu)",
    vi: "Mức đơn vị phải đạt theo chỉ tiêu phấn đấu.",
    example: "a >= chỉ tiêu(a)",
    gives: false,
    missing: "Chưa giao chỉ tiêu thì thiếu."
  }
}

/** Every word that the reader of formulas knows, by what it means. */
export const known: ReadonlyMap<string, ReadonlyArray<string>> = (() => {
  const found = new Map<string, Array<string>>()
  for (const [word, meaning] of [...functions, ...pasts]) found.set(meaning, [...(found.get(meaning) ?? []), word])
  return found
})()
