/** What a conversation makes of a message: one function for each thing she may mean. */
import type { Issue } from "@lienhoi/words/Issue"
import { clean, fold } from "@lienhoi/words/Text"
import * as FreeText from "../FreeText.ts"
import * as Question from "../Question.ts"
import * as Reply from "../Reply.ts"
import type { Conversation, Heard, Turn } from "./spoken.ts"
import { submission, turn } from "./spoken.ts"
import * as Talk from "./talk.ts"

const longest = 20_000

/** Several turns as one: what was said and left before comes first. */
const after = (before: Turn, next: Turn): Turn => ({
  ...next,
  says: [...before.says, ...next.says],
  left: [...before.left, ...next.left]
})

const currentOf = ({ current }: Conversation, about: Talk.About): Question.Question | null =>
  current === null ? null : Question.find(Talk.questions(about), current)

/** Asks that question. */
const askNow = (conversation: Conversation, question: Question.Question, about: Talk.About): Turn =>
  turn({ ...conversation, stage: "asking", current: question.key, proposal: null }, [
    Talk.ask(about, question, Talk.questions(about).length)
  ])

/** Says the question she is at once more. */
const again = (conversation: Conversation, about: Talk.About): Turn => {
  if (conversation.stage === "reading-back") return readBack(conversation, about)
  const question = currentOf(conversation, about)
  return question === null ? goOnWith(conversation, about) : askNow(conversation, question, about)
}

/** Tells what needs a correction and asks for the first of it. */
export const mend = (conversation: Conversation, issues: ReadonlyArray<Issue>, about: Talk.About): Turn => {
  const all = Talk.questions(about)
  const first = issues.map(({ path }) => Question.find(all, String(path[0]))).find((question) => question !== null)
  const told = [Talk.say(about, "mend-first", { n: issues.length }), ...Talk.problems(about, issues)].join("\n")
  const asking = { ...conversation, stage: "asking", mending: true, current: null, proposal: null } as const
  if (first !== undefined && first !== null) return after(turn(asking, [told]), askNow(asking, first, about))
  return turn(asking, [told])
}

/** Reads everything back, or tells what is wrong with it. */
const readBack = (conversation: Conversation, about: Talk.About): Turn => {
  const { answers } = conversation
  const judged = Talk.judge(about, answers)
  const errors = judged.issues.filter(({ severity }) => severity === "error")
  if (errors.length > 0) return mend(conversation, errors, about)
  const warnings = judged.issues.filter(({ severity }) => severity === "warning")
  const told = [
    ...Talk.figures(about, answers),
    ...(warnings.length === 0 ? [] : [Talk.say(about, "warnings"), ...Talk.problems(about, warnings)]),
    Talk.say(about, "read-back")
  ].join("\n")
  return turn({ ...conversation, stage: "reading-back", current: null, mending: false, proposal: answers }, [told])
}

/** The next question, or everything read back when none is left. */
const goOnWith = (conversation: Conversation, about: Talk.About): Turn => {
  if (conversation.mending) return readBack(conversation, about)
  const { answers, passed } = conversation
  const { cells } = Talk.judge(about, answers)
  const next = Talk.questions(about).find(
    (question) =>
      answers[question.key] === undefined && !passed.includes(question.key) && Talk.isRelevant(cells, answers, question)
  )
  return next === undefined ? readBack(conversation, about) : askNow(conversation, next, about)
}

/** Goes on after something was said. */
export const goOn = (before: Turn, about: Talk.About): Turn => after(before, goOnWith(before.conversation, about))

const withAnswer = (conversation: Conversation, { key }: Question.Question, answer: unknown): Conversation => ({
  ...conversation,
  answers: { ...conversation.answers, [key]: answer },
  passed: conversation.passed.filter((one) => one !== key),
  proposal: null
})

const without = (conversation: Conversation, { key }: Question.Question): Conversation => ({
  ...conversation,
  answers: Object.fromEntries(Object.entries(conversation.answers).filter(([one]) => one !== key)),
  passed: [...conversation.passed.filter((one) => one !== key), key],
  proposal: null
})

/** Takes one answer, or says why it cannot stand. */
const take = (conversation: Conversation, question: Question.Question, answer: unknown, about: Talk.About): Turn => {
  const found = Talk.objection(about, question, answer)
  if (found === null) return goOn(turn(withAnswer(conversation, question, answer), []), about)
  const refused = turn(conversation, [Talk.say(about, "bad", { message: Talk.words(about, found) })])
  return after(refused, askNow(conversation, question, about))
}

/** Takes what a message with several figures says; what is in doubt is asked about. */
const takeAll = (conversation: Conversation, understood: FreeText.Understood, about: Talk.About): Turn => {
  const says: Array<string> = []
  const left: Array<string> = [...understood.left]
  let changed = conversation
  let taken = 0
  for (const { question, answer, confidence, from } of understood.figures) {
    if (confidence === "doubtful") {
      const figure = typeof answer === "string" ? answer : from
      says.push(Talk.say(about, "doubtful", { from, n: question.number, label: question.label, figure }))
      left.push(from)
      continue
    }
    if (answer === null) continue
    const found = Talk.objection(about, question, answer)
    if (found === null) {
      changed = withAnswer(changed, question, answer)
      taken += 1
    } else {
      says.push(Talk.say(about, "problem", { n: question.number, message: Talk.words(about, found) }))
      left.push(from)
    }
  }
  if (taken > 0) says.unshift(Talk.say(about, "taken-list", { n: taken }))
  for (const text of understood.left) says.push(Talk.say(about, "left", { text }))
  const mending = conversation.stage === "reading-back" || conversation.mending
  return goOn(turn({ ...changed, mending }, says.length === 0 ? [] : [says.join("\n")], left), about)
}

const confident = ({ figures }: FreeText.Understood): number =>
  figures.filter(({ confidence }) => confidence !== "doubtful").length

/** “There is nothing to tell”, to a question that asks for words. */
const nothing: ReadonlySet<string> = new Set(["khong", "khong co", "khong phat sinh", "ko", "0", "khong co gi"])

/** A message that is no command, while one question is asked. */
const takeWords = (conversation: Conversation, text: string, answer: unknown, about: Talk.About): Turn => {
  const question = currentOf(conversation, about)
  const understood = FreeText.read(text, Talk.questions(about))
  const isSheet =
    understood.figures.length > 1 &&
    understood.left.length === 0 &&
    understood.figures.every(({ confidence }) => confidence === "sure")
  if (question === null || isSheet) {
    if (understood.figures.length > 0) return takeAll(conversation, understood, about)
    return after(turn(conversation, [Talk.say(about, "left", { text })], [text]), again(conversation, about))
  }
  if (question.field.type === "text" && nothing.has(fold(text))) {
    return goOn(turn(without(conversation, question), []), about)
  }
  if (Talk.objection(about, question, answer) === null) return take(conversation, question, answer, about)
  if (confident(understood) > 0 || understood.figures.length > 1) return takeAll(conversation, understood, about)
  const refused = take(conversation, question, answer, about)
  return { ...refused, left: [text] }
}

/** A message that is no command, after everything was read back. */
const takeCorrection = (conversation: Conversation, text: string, about: Talk.About): Turn => {
  const understood = FreeText.read(text, Talk.questions(about))
  return understood.figures.length > 0
    ? takeAll(conversation, understood, about)
    : turn(conversation, [Talk.say(about, "not-here")], [text])
}

const change = (
  conversation: Conversation,
  { which, answer }: { readonly which: string; readonly answer: string | null },
  text: string,
  about: Talk.About
): Turn => {
  const question = Reply.question(which, Talk.questions(about))
  if (question === null) {
    const isText = currentOf(conversation, about)?.field.type === "text"
    if (isText && which !== "") return takeWords(conversation, text, text, about)
    return turn(conversation, [Talk.say(about, "which")], which === "" ? [] : [text])
  }
  const mending = conversation.stage === "reading-back" || conversation.mending
  const mended = { ...conversation, mending }
  if (answer === null) return askNow({ ...mended, mending: true }, question, about)
  const meant = Reply.read(answer)
  if (meant.is === "as-before" && !meant.all) return asBefore(mended, question, about)
  if (meant.is === "skip") return goOn(turn(without(mended, question), []), about)
  return take(mended, question, Reply.answer(answer), about)
}

const asBefore = (conversation: Conversation, question: Question.Question, about: Talk.About): Turn => {
  const answer = Question.repeated(question)
  if (answer !== null) return take(conversation, question, answer, about)
  return after(turn(conversation, [Talk.say(about, "nothing-before")]), askNow(conversation, question, about))
}

const allAsBefore = (conversation: Conversation, about: Talk.About): Turn => {
  const open = Talk.questions(about).filter(
    ({ key }) => conversation.answers[key] === undefined && !conversation.passed.includes(key)
  )
  const known = open.filter((question) => {
    const answer = Question.repeated(question)
    return answer !== null && Talk.objection(about, question, answer) === null
  })
  const filled = known.reduce((so, question) => withAnswer(so, question, Question.repeated(question)), conversation)
  const blank = open.length - known.length
  return goOn(turn(filled, blank === 0 ? [] : [Talk.say(about, "still-blank", { n: blank })]), about)
}

const yes: ReadonlySet<string> = new Set(["dung", "dung roi", "da", "vang", "u", "ok", "duoc"])

const send = (conversation: Conversation, text: string, about: Talk.About): Turn => {
  const question = currentOf(conversation, about)
  if (question?.field.type === "bool" && yes.has(fold(text))) return take(conversation, question, "có", about)
  const { proposal, stage } = conversation
  if (stage !== "reading-back" || proposal === null) return readBack(conversation, about)
  const sending = { ...conversation, stage: "sending" } as const
  return {
    conversation: sending,
    says: [Talk.say(about, "sending")],
    send: { submission: submission(conversation, proposal), replaces: null },
    left: []
  }
}

/** Photos go to the question that asks for them: the one she is at, or the only one. */
const takePhotos = (conversation: Conversation, photos: ReadonlyArray<string>, about: Talk.About): Turn => {
  const asks = (question: Question.Question): boolean => question.field.type === "photo"
  const here = currentOf(conversation, about)
  const all = Talk.questions(about).filter(asks)
  const question = here !== null && asks(here) ? here : all.length === 1 ? all[0]! : null
  if (question === null) return turn(conversation, [Talk.say(about, "photo-unasked")], photos)
  const before = conversation.answers[question.key]
  const kept = [...(Array.isArray(before) ? before : []), ...photos]
  const found = Talk.objection(about, question, kept)
  const told = Talk.say(about, "photo-kept", { n: photos.length, number: question.number })
  const changed = withAnswer(conversation, question, kept)
  if (found !== null && found.code !== "answer.files-few") {
    return turn(conversation, [Talk.say(about, "bad", { message: Talk.words(about, found) })], photos)
  }
  if (conversation.stage === "reading-back") return after(turn(changed, [told]), readBack(changed, about))
  return turn(changed, [told])
}

const talking = (conversation: Conversation, text: string, about: Talk.About): Turn => {
  const reply = Reply.read(text)
  const isReading = conversation.stage === "reading-back"
  const question = currentOf(conversation, about)
  switch (reply.is) {
    case "nothing":
    case "help":
    case "other":
      return after(turn(conversation, [Talk.say(about, "help")]), again(conversation, about))
    case "list": {
      if (isReading) return readBack(conversation, about)
      const told = Talk.figures(about, conversation.answers).join("\n")
      return after(turn(conversation, [told]), again(conversation, about))
    }
    case "send":
      return send(conversation, text, about)
    case "change":
      return change(conversation, reply, text, about)
    case "as-before":
      if (reply.all && !isReading) return allAsBefore(conversation, about)
      if (question === null) return turn(conversation, [Talk.say(about, "not-here")])
      return asBefore(conversation, question, about)
    case "skip":
      if (question === null) return turn(conversation, [Talk.say(about, "not-here")])
      // “Go on” after photos keeps them.
      if (question.field.type === "photo" && conversation.answers[question.key] !== undefined) {
        return goOn(turn(conversation, []), about)
      }
      return goOn(turn(without(conversation, question), []), about)
    case "replace":
    case "keep":
    case "answer": {
      if (isReading) return takeCorrection(conversation, text, about)
      return takeWords(conversation, text, reply.is === "answer" ? reply.answer : text, about)
    }
  }
}

const replacing = (conversation: Conversation, text: string, about: Talk.About): Turn => {
  const reply = Reply.read(text)
  const { proposal, replaces } = conversation
  if (reply.is === "replace" && proposal !== null && replaces !== null) {
    const sending = { ...conversation, stage: "sending" } as const
    const send = { submission: submission(conversation, proposal), replaces }
    return { conversation: sending, says: [Talk.say(about, "sending")], send, left: [] }
  }
  if (reply.is === "keep" || reply.is === "skip" || reply.is === "as-before") {
    const kept = { ...conversation, stage: "done", current: null, proposal: null, replaces: null } as const
    return turn(kept, [Talk.say(about, "kept")])
  }
  if (reply.is === "change") {
    const open = { ...conversation, stage: "reading-back", replaces: null, seen: about.revision } as const
    return change(open, reply, text, about)
  }
  return turn(conversation, [Talk.say(about, "newer")], [text])
}

const atEnd = (conversation: Conversation, text: string, about: Talk.About): Turn => {
  const reply = Reply.read(text)
  if (reply.is !== "change") return turn(conversation, [Talk.say(about, "after-end")], [text])
  const open = { ...conversation, stage: "reading-back", seen: about.revision, mending: true } as const
  const told = turn(open, [Talk.say(about, "reopened")])
  return after(told, reply.which === "" ? readBack(open, about) : change(open, reply, text, about))
}

/** One message. */
export const hear = (conversation: Conversation, heard: Heard, about: Talk.About): Turn => {
  const text = heard.text === null ? null : heard.text.slice(0, longest)
  const photos = heard.photos ?? []
  if (heard.from !== conversation.person) {
    const kept = [...(text === null ? [] : [text]), ...photos]
    return turn(conversation, [Talk.say(about, "not-yours", { name: about.who })], kept)
  }
  const listen = (so: Conversation, words: string): Turn => {
    switch (so.stage) {
      case "asking":
      case "reading-back":
        return talking(so, words, about)
      case "sending":
        return turn(so, [Talk.say(about, "wait")], [words])
      case "replacing":
        return replacing(so, words, about)
      case "done":
        return atEnd(so, words, about)
    }
  }
  const isOpen = conversation.stage === "asking" || conversation.stage === "reading-back"
  const seen =
    photos.length === 0
      ? turn(conversation, [])
      : isOpen
        ? takePhotos(conversation, photos, about)
        : turn(conversation, [Talk.say(about, "photo-unasked")], photos)
  return text === null || (photos.length > 0 && clean(text) === "")
    ? seen
    : after(seen, listen(seen.conversation, text))
}
