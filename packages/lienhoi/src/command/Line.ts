/**
 * Reads a command line against the table of commands and says what came out of it.
 *
 * @since 0.1.0
 */
import { parseArgs } from "node:util"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { type Answer, type Command, exitCodes } from "./Command.ts"

const texts = Catalogue.make({
  usage: { vi: "Cách dùng:", en: "Usage:" },
  unknown: { vi: "Không có lệnh «{given}».", en: "There is no command «{given}»." },
  option: { vi: "Không hiểu «{given}»: {reason}.", en: "Cannot read «{given}»: {reason}." },
  "option-unknown": { vi: "lệnh này không có tùy chọn đó", en: "the command has no such option" },
  "option-value": { vi: "thiếu hoặc thừa giá trị đi kèm", en: "its value is missing or superfluous" },
  language: { vi: "--lang chỉ nhận vi hoặc en.", en: "--lang takes vi or en." },
  arguments: { vi: "Lệnh này cần: {synopsis}", en: "The command takes: {synopsis}" },
  problems: { vi: "Có {n} lỗi cần sửa, chưa ghi gì cả.", en: "{n} problems to mend; nothing was written." },
  marked: {
    vi: "Có {n} lỗi cần sửa; bản có đánh dấu từng lỗi: {file}",
    en: "{n} problems to mend; the copy in which they are marked: {file}"
  },
  warning: { vi: "Lưu ý: ", en: "Note: " },
  environment: { vi: "Máy không làm được việc này: {reason}", en: "This machine could not do it: {reason}" },
  common: {
    vi: "Mọi lệnh nhận --json (kết quả cho máy đọc) và --lang vi|en.",
    en: "Every command takes --json (for programs) and --lang vi|en."
  }
})

/** Where the words go. */
export interface Output {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

const help = (commands: ReadonlyArray<Command>, language: Language): string =>
  [
    Catalogue.say(texts, "usage", {}, language),
    ...commands.map((c) => `  lienhoi ${[...c.words, c.synopsis].join(" ")}\n      ${c.summary[language]}`),
    Catalogue.say(texts, "common", {}, language)
  ].join("\n")

const asUsage = (error: unknown): { readonly given: string; readonly reason: "option-unknown" | "option-value" } => {
  const { code, message } = error as { readonly code?: string; readonly message: string }
  const given = /'([^']+)'/.exec(message)?.[1] ?? ""
  return { given, reason: code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? "option-unknown" : "option-value" }
}

const show = (answer: Answer, command: Command, json: boolean, language: Language, output: Output): number => {
  switch (answer.end) {
    case "done":
      if (json) output.out(`${JSON.stringify(answer.json, null, 2)}\n`)
      else for (const line of answer.lines) output.out(`${line}\n`)
      for (const warning of answer.warnings ?? []) {
        output.err(`${Catalogue.say(texts, "warning", {}, language)}${Issue.format(warning, language)}\n`)
      }
      break
    case "bad-input":
      if (json) output.out(`${JSON.stringify({ issues: answer.issues }, null, 2)}\n`)
      else for (const issue of answer.issues) output.err(`${Issue.format(issue, language)}\n`)
      output.err(
        `${Catalogue.say(
          texts,
          answer.marked === undefined ? "problems" : "marked",
          { n: answer.issues.filter((i) => i.severity === "error").length, file: answer.marked ?? "" },
          language
        )}\n`
      )
      break
    case "usage":
      output.err(`${answer.message[language]}\n${help([command], language)}\n`)
  }
  return exitCodes[answer.end]
}

const asksForHelp = (arg: string): boolean => arg === "--help" || arg === "-h" || arg === "help"

/** What every command takes may also stand before its words: `lienhoi --json units check x`. */
const optionsLast = (argv: ReadonlyArray<string>): ReadonlyArray<string> => {
  const [first, second] = argv
  if (first === undefined || !first.startsWith("--")) return argv
  const taken = first === "--lang" && second !== undefined ? 2 : 1
  return [...optionsLast(argv.slice(taken)), ...argv.slice(0, taken)]
}

/** A command by its words, `units check`, loaded when it is called or its help is asked for. */
export type Entry = readonly [words: string, load: () => Promise<Command>]

const load = (entries: ReadonlyArray<Entry>): Promise<ReadonlyArray<Command>> =>
  Promise.all(entries.map(([, load]) => load()))

/** Runs one command line; the number is the exit code. */
export const run = async (
  commands: ReadonlyArray<Entry>,
  line: ReadonlyArray<string>,
  output: Output
): Promise<number> => {
  const argv = optionsLast(line)
  const language: Language = argv.some((arg, i) => arg === "--lang=en" || (arg === "--lang" && argv[i + 1] === "en"))
    ? "en"
    : "vi"
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const words = argv.filter((arg, i) => !arg.startsWith("-") && arg !== "help" && argv[i - 1] !== "--lang")
  if (words.length === 0 || argv.some(asksForHelp)) {
    const named = commands.filter(([own]) => words.length > 0 && own.split(" ").every((word, i) => words[i] === word))
    output.out(`${help(await load(named.length > 0 ? named : commands), language)}\n`)
    return argv.some(asksForHelp) ? exitCodes.done : exitCodes.usage
  }
  const entry = commands.find(([own]) => own.split(" ").every((word, i) => argv[i] === word))
  if (entry === undefined) {
    output.err(`${say("unknown", { given: words.slice(0, 2).join(" ") })}\n${help(await load(commands), language)}\n`)
    return exitCodes.usage
  }
  const command = await entry[1]()
  const { positionals, values, wrong } = parse(command, argv.slice(command.words.length))
  const usage =
    wrong !== null
      ? say("option", { given: wrong.given, reason: say(wrong.reason) })
      : !["vi", "en"].includes((values.lang as string | undefined) ?? "vi")
        ? say("language")
        : positionals.length < command.takes[0] || positionals.length > command.takes[1]
          ? say("arguments", { synopsis: command.synopsis })
          : null
  if (usage !== null) {
    output.err(`${usage}\n${help([command], language)}\n`)
    return exitCodes.usage
  }
  try {
    const answer = await command.run({
      positionals,
      options: pick(command.options, (name) => values[name] as string | undefined),
      lists: pick(command.lists ?? [], (name) => (values[name] as ReadonlyArray<string> | undefined) ?? []),
      switches: new Set((command.switches ?? []).filter((name) => values[name] === true)),
      language,
      progress: (line) => output.err(`${line}\n`)
    })
    return show(answer, command, values.json === true, language, output)
  } catch (cause) {
    output.err(`${say("environment", { reason: cause instanceof Error ? cause.message : String(cause) })}\n`)
    return exitCodes.environment
  }
}

type Values = { readonly [name: string]: string | boolean | ReadonlyArray<string | boolean> | undefined }

const pick = <A>(names: ReadonlyArray<string>, value: (name: string) => A): { readonly [name: string]: A } =>
  Object.fromEntries(names.map((name) => [name, value(name)]))

const parse = (command: Command, args: ReadonlyArray<string>) => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        lang: { type: "string" },
        ...pick(command.options, () => ({ type: "string" as const })),
        ...pick(command.lists ?? [], () => ({ type: "string" as const, multiple: true })),
        ...pick(command.switches ?? [], () => ({ type: "boolean" as const }))
      }
    })
    return { positionals, values: values as Values, wrong: null }
  } catch (error) {
    return { positionals: [], values: {} as Values, wrong: asUsage(error) }
  }
}
