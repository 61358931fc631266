export * as Aggregation from "@lienhoi/aggregation/Aggregation"
export * as Completeness from "@lienhoi/aggregation/Completeness"
export * as Due from "@lienhoi/calendar/Due"
export * as Instant from "@lienhoi/calendar/Instant"
export * as Period from "@lienhoi/calendar/Period"
export * as PlainDate from "@lienhoi/calendar/PlainDate"
export * as Remaining from "@lienhoi/calendar/Remaining"
export * as Window from "@lienhoi/calendar/Window"
export * as WorkingDays from "@lienhoi/calendar/WorkingDays"
export * as Association from "@lienhoi/hierarchy/Association"
export * as Directory from "@lienhoi/hierarchy/Directory"
export * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
export * as Snapshot from "@lienhoi/hierarchy/Snapshot"
export * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
export * as Message from "@lienhoi/messaging/Message"
export * as PreviewChannel from "@lienhoi/messaging/PreviewChannel"
export * as Worklist from "@lienhoi/messaging/Worklist"
export * as ConsolidatedBook from "@lienhoi/office/ConsolidatedBook"
export * as ReportBook from "@lienhoi/office/ReportBook"
export * as ReportWord from "@lienhoi/office/ReportWord"
export * as ReminderPlan from "@lienhoi/reminders/ReminderPlan"
export * as Board from "@lienhoi/report/Board"
export * as Duty from "@lienhoi/report/Duty"
export * as Report from "@lienhoi/report/Report"
export * as Status from "@lienhoi/report/Status"
export * as Compiled from "@lienhoi/template/Compiled"
export * as Template from "@lienhoi/template/Template"
export * as Catalogue from "@lienhoi/words/Catalogue"
export * as Issue from "@lienhoi/words/Issue"
export * as Table from "@lienhoi/words/Table"
export * as Annex from "./Annex.ts"
export type {
  App,
  Asked,
  Changed,
  FormAsked,
  Given,
  OpenOptions,
  Planned,
  Receipt,
  Tick,
  Watched,
  Which
} from "./App.ts"
export * as ChatDesk from "./ChatDesk.ts"
export { type AppConfig, defineApp, type EmailConfig, type Source } from "./Config.ts"
export * as Consolidated from "./Consolidated.ts"
export * as ConversationFile from "./ConversationFile.ts"
export type { FormSent, FormsAsked, Mailing, MailNews, WatchOptions } from "./Mailing.ts"
export type { Notices, Registered, Sent, Told } from "./Notices.ts"
export * as OfficialReport from "./OfficialReport.ts"
export { openApp } from "./openApp.ts"
export * as PhoneMonth from "./PhoneMonth.ts"
export * as Project from "./Project.ts"
export * as BoardPage from "./page/BoardPage.ts"
export * as ExplanationPage from "./page/ExplanationPage.ts"
export * as PhonePage from "./page/PhonePage.ts"
export * as SuccessionPage from "./page/SuccessionPage.ts"
export type { Attachment, Found, Grant, Person, Record, Shelf } from "./Shelf.ts"
export * as Telling from "./Telling.ts"
export * as UrgentDesk from "./UrgentDesk.ts"
export type { Foreseen, Foresight, News, Story, Working, WorkOptions } from "./Working.ts"
export type { Aside, Incoming, Received, TemplateInUse, Trial, Tried, Zalo } from "./Zalo.ts"
export type { ZaloConfig } from "./ZaloConfig.ts"
