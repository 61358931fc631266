/** The form, for the server and for the page: text, so that an officer can change it without code. */
export const form = `
template: xa-mau/nhom-zalo
title: Nhóm Zalo của chi hội
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  zalo:
    title: Nhóm Zalo
    asked_of: [chi_hoi]
    fields:
      - { key: NHOM, label: Nhóm Zalo, unit: nhóm, type: count, required: true, combine: { units: sum, periods: last } }
      - { key: HOI_VIEN, label: Hội viên trong các nhóm, unit: người, type: count, combine: { units: sum, periods: last } }
rules:
  - when: HOI_VIEN < NHOM
    error: Số hội viên ít hơn số nhóm; xin xem lại hai số này
`
