import * as Instant from "@lienhoi/calendar/Instant"

/** `06:00 15/10/2024`, by the wall clock of Viet Nam. */
export const localTime = (at: Instant.Instant): string => {
  const [year, month, day] = Instant.dateIn(at).split("-")
  return `${Instant.timeIn(at)} ${day}/${month}/${year}`
}
