import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "workbook.not-one": {
    vi: "Tệp này không phải sổ Excel (.xlsx); mở bằng Excel rồi lưu lại dạng Excel Workbook (.xlsx)",
    en: "This file is no Excel workbook (.xlsx); open it in Excel and save it as Excel Workbook (.xlsx)"
  },
  "workbook.old": {
    vi: "Tệp này ở dạng Excel cũ (.xls); mở bằng Excel rồi lưu lại dạng Excel Workbook (.xlsx)",
    en: "This is an old Excel file (.xls); open it in Excel and save it as Excel Workbook (.xlsx)"
  },
  "workbook.empty": {
    vi: "Tệp trống, không có gì bên trong; gửi lại tệp",
    en: "The file is empty; send it again"
  },
  "workbook.cut": {
    vi: "Tệp bị cắt cụt khi gửi hoặc khi tải về; mở lại tệp gốc bằng Excel, lưu rồi gửi lại",
    en: "The file was cut off on its way; open the original in Excel, save it and send it again"
  },
  "workbook.ods": {
    vi: "Tệp này ở dạng OpenDocument (.ods); mở bằng LibreOffice, chọn Tệp, Lưu thành, Excel 2007-365 (.xlsx) rồi gửi lại",
    en: "This is an OpenDocument file (.ods); open it in LibreOffice, choose File, Save As, Excel 2007-365 (.xlsx) and send it again"
  },
  "workbook.csv": {
    vi: "Tệp này là chữ (.csv, .txt, trang web), không có biểu mẫu; điền vào biểu mẫu Excel đã nhận rồi gửi tệp .xlsx",
    en: "This file is text (.csv, .txt, a web page) without a form; fill in the Excel form you got and send the .xlsx file"
  },
  "workbook.photo": {
    vi: "Đây là ảnh chụp, máy không đọc số liệu từ ảnh; gõ số liệu vào biểu mẫu Excel rồi gửi, hoặc nhờ cấp trên nhập giúp qua điện thoại",
    en: "This is a picture, and figures are not read from pictures; type them into the Excel form, or tell them to the upper unit by telephone"
  },
  "workbook.pdf": {
    vi: "Đây là tệp PDF, máy không đọc số liệu từ PDF; gõ số liệu vào biểu mẫu Excel rồi gửi tệp .xlsx",
    en: "This is a PDF, and figures are not read from it; type them into the Excel form and send the .xlsx file"
  },
  "workbook.word": {
    vi: "Đây là tệp Word, không phải Excel; điền vào biểu mẫu Excel đã nhận rồi gửi tệp .xlsx",
    en: "This is a Word file, not Excel; fill in the Excel form you got and send the .xlsx file"
  },
  "workbook.zip": {
    vi: "Đây là tệp nén; giải nén rồi gửi từng tệp Excel (.xlsx) bên trong",
    en: "This is an archive; unpack it and send each Excel file (.xlsx) in it"
  },
  "workbook.encrypted": {
    vi: "Sổ Excel đang đặt mật khẩu; bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại",
    en: "The workbook is locked with a password; remove it (File, Info, Protect Workbook) and save again"
  },
  "workbook.macros": {
    vi: "Sổ Excel có chương trình (macro) bên trong nên không được đọc; lưu lại dạng Excel Workbook (.xlsx), không có macro",
    en: "The workbook holds a program (macro) and is not read; save it as Excel Workbook (.xlsx), without macros"
  },
  "workbook.links": {
    vi: "Sổ Excel lấy số liệu từ tệp hoặc nguồn khác; vào Dữ liệu, Sửa liên kết, ngắt liên kết rồi lưu lại",
    en: "The workbook takes data from another file or source; under Data, Edit Links, break the links and save again"
  },
  "workbook.program-formula": {
    vi: "Công thức ở ô này gọi chương trình khác (DDE) nên không được đọc; xóa công thức, chỉ để giá trị",
    en: "The formula in this cell calls another program (DDE) and is not read; remove it and leave the value"
  },
  "workbook.entries": {
    vi: "Sổ Excel gồm {found} phần, quá {limit}; chép các trang cần dùng sang sổ mới",
    en: "The workbook has {found} parts, more than {limit}; copy the sheets you need to a new workbook"
  },
  "workbook.too-big": {
    vi: "Sổ Excel mở ra quá lớn ({found} MB, được {limit} MB); chép các trang cần dùng sang sổ mới, bỏ ảnh và định dạng thừa",
    en: "The workbook unpacks to {found} MB, more than {limit} MB; copy the sheets you need to a new workbook, without pictures and spare formats"
  },
  "workbook.bomb": {
    vi: "Tệp nén bất thường (phần {part} phình ra {found} lần), có thể là tệp phá hoại; hỏi lại người gửi",
    en: "The file is packed in a strange way (part {part} grows {found} times) and may be meant to harm; ask who sent it"
  },
  "workbook.lies": {
    vi: "Phần {part} của tệp lớn hơn kích thước nó khai, có thể là tệp phá hoại; hỏi lại người gửi",
    en: "Part {part} of the file is larger than it declares and may be meant to harm; ask who sent it"
  },
  "workbook.zip64": {
    vi: "Tệp nén theo kiểu dành cho tệp rất lớn (ZIP64); mở bằng Excel rồi lưu lại",
    en: "The file is packed in the way of very large files (ZIP64); open it in Excel and save it again"
  },
  "workbook.cells": {
    vi: "Sổ Excel có hơn {limit} ô có dữ liệu hoặc định dạng; xóa những dòng, cột không dùng rồi lưu lại",
    en: "The workbook has more than {limit} cells with content or format; delete unused rows and columns and save again"
  },
  "workbook.spread": {
    vi: "Trang có dữ liệu trải đến ô {cell}, quá rộng để đọc; xóa những dòng, cột trống ở giữa rồi lưu lại",
    en: "A sheet has content as far as cell {cell}, too wide to be read; delete the empty rows and columns between and save again"
  },
  "workbook.broken": {
    vi: "Sổ Excel bị hỏng, không đọc được; mở bằng Excel (chọn sửa nếu được hỏi) rồi lưu lại",
    en: "The workbook is damaged and cannot be read; open it in Excel (repair it when asked) and save it again"
  }
})

/** The problems of workbooks as files. */
export const issue = Issue.from(texts)
