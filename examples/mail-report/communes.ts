/** Ten communes, and what each sends back. Everybody here is made up. */
import * as Filling from "./filling.ts"

/** A file as it is attached. */
export interface File {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** What a person has in front of her: the newest form she received, and everybody else's first one. */
export interface Desk {
  readonly form: Uint8Array
  readonly formOf: (unit: string) => Uint8Array
}

/** A mail somebody writes. */
export interface Written {
  readonly text: string
  readonly files: ReadonlyArray<File>
  /** Another address than the registered one. */
  readonly from?: string
  /** Header lines of a program that answers by itself. */
  readonly headers?: { readonly [name: string]: string }
  /** Arrives twice. */
  readonly twice?: boolean
}

/** A person of a commune and what she writes each time something of ours arrives. */
export interface Commune {
  readonly unit: string
  readonly name: string
  readonly address: string
  /** How she goes about it, in Vietnamese. */
  readonly way: string
  readonly writes: ReadonlyArray<(desk: Desk) => Promise<ReadonlyArray<Written>>>
}

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

const withForm = (bytes: Uint8Array, more: Partial<Written> = {}): ReadonlyArray<Written> => [
  { text: "Gửi báo cáo tháng.", files: [{ name: "bao cao.xlsx", type: xlsx, bytes }], ...more }
]

const figures = (n: number): Filling.Figures => ({
  CH01: 5 + n,
  HV01: 400 + 13 * n,
  HV02: n % 4,
  HD01: 8 + n,
  HD02: 1_000_000 * n
})

const plainly =
  (n: number, more: Partial<Written> = {}) =>
  async ({ form }: Desk) =>
    withForm(await Filling.typed(form, figures(n)), more)

/** `soffice` says whether LibreOffice is there; without it Cúc uses what everybody uses. */
export const communes = (soffice: boolean): ReadonlyArray<Commune> => [
  { unit: "xa-01", name: "An", address: "an@xa01.example", way: "điền bình thường", writes: [plainly(1)] },
  {
    unit: "xa-02",
    name: "Bình",
    address: "binh@xa02.example",
    way: "gõ số thành chữ: 1.426 và “không phát sinh”",
    writes: [
      async ({ form }) =>
        withForm(
          await Filling.typed(form, {
            CH01: "7",
            HV01: "1.426",
            HV02: "không phát sinh",
            HD01: " 10 ",
            HD02: "2.000.000"
          })
        )
    ]
  },
  {
    unit: "xa-03",
    name: "Cúc",
    address: "cuc@xa03.example",
    way: soffice ? "lưu bằng LibreOffice" : "điền bình thường (máy này không có LibreOffice)",
    writes: [
      async ({ form }) => {
        const filled = await Filling.typed(form, figures(3))
        return withForm((soffice ? Filling.savedByLibreOffice(filled) : null) ?? filled)
      }
    ]
  },
  {
    unit: "xa-04",
    name: "Duyên",
    address: "duyen@xa04.example",
    way: "bỏ trống tổng số hội viên, rồi sửa trong tệp được trả lại",
    writes: [
      async ({ form }) => {
        const { HV01: _, ...rest } = figures(4)
        return withForm(await Filling.typed(form, rest))
      },
      plainly(4)
    ]
  },
  {
    unit: "xa-05",
    name: "Én",
    address: "en@xa05.example",
    way: "gửi nhầm biểu mẫu của xã khác, rồi điền biểu mẫu của mình",
    writes: [async ({ formOf }) => withForm(await Filling.typed(formOf("xa-06"), figures(5))), plainly(5)]
  },
  {
    unit: "xa-06",
    name: "Gấm",
    address: "gam@xa06.example",
    way: "đổi tên trang, chèn thêm dòng",
    writes: [async ({ form }) => withForm(await Filling.rearranged(form, figures(6)))]
  },
  {
    unit: "xa-07",
    name: "Hạnh",
    address: "hanh@xa07.example",
    way: "chụp ảnh phiếu giấy, rồi điền biểu mẫu",
    writes: [
      async () => [
        { text: "Gửi ảnh báo cáo.", files: [{ name: "IMG_0001.jpg", type: "image/jpeg", bytes: Filling.photo() }] }
      ],
      plainly(7)
    ]
  },
  {
    unit: "xa-08",
    name: "Kim",
    address: "kim@xa08.example",
    way: "trả lời từ địa chỉ riêng; câu trả lời vẫn về địa chỉ đã đăng ký",
    writes: [plainly(8, { from: "kim.ca.nhan@thu.example" })]
  },
  {
    unit: "xa-09",
    name: "Lan",
    address: "lan@xa09.example",
    way: "quên đính kèm tệp, rồi gửi lại",
    writes: [async () => [{ text: "Em gửi báo cáo ạ.", files: [] }], plainly(9)]
  },
  {
    unit: "xa-10",
    name: "Mai",
    address: "mai@xa10.example",
    way: "máy tự trả lời vắng mặt, hội viên mới nhiều hơn tổng số, thư sửa đến hai lần",
    writes: [
      async ({ form }) => [
        { text: "Tôi đi vắng.", files: [], headers: { "Auto-Submitted": "auto-replied" } },
        ...withForm(await Filling.typed(form, { ...figures(10), HV02: 9999 }))
      ],
      plainly(10, { twice: true })
    ]
  }
]
