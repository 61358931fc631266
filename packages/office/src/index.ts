export * as Annotation from "./Annotation.ts"
export * as TemplateBook from "./TemplateBook.ts"
export * as Workbook from "./Workbook.ts"
export * as XlsForm from "./XlsForm.ts"
