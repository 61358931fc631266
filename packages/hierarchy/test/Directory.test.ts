import { Directory } from "@lienhoi/hierarchy"
import { directory } from "@lienhoi/testing/SampleProvince"
import { expect, it } from "vitest"

const person = (id: string, contacts: ReadonlyArray<Directory.Contact> = []): Directory.Person => ({
  id,
  name: "Nguyễn Thị Mẫu",
  address: "chị",
  contacts
})

it("a person is found by id, with a form of address", () => {
  expect(Directory.person(directory, "nguoi-x1-10")).toEqual({
    id: "nguoi-x1-10",
    name: "Lý Thị Mẫu Mười",
    address: "cô",
    contacts: [{ channel: "phone", address: "0900000110" }]
  })
  expect(Directory.person(directory, "nguoi-x1-2")?.address).toBe("chị")
})

it("an erased person leaves no contact points", () => {
  expect(Directory.person(directory, "nguoi-x9")).toBeNull()
  expect(Directory.contactsOn(directory, "nguoi-x9", "2024-10-15")).toEqual([])
})

it("a contact point counts from its first to its last day", () => {
  const contacts = [
    { channel: "phone", address: "0900000001", to: "2024-06-30" },
    { channel: "zalo", address: "mau", from: "2024-07-01" }
  ]
  const made = Directory.make([person("p", contacts)])
  const on = (day: string) => made.ok && Directory.contactsOn(made.value, "p", day).map((contact) => contact.channel)

  expect(on("2024-06-30")).toEqual(["phone"])
  expect(on("2024-07-01")).toEqual(["zalo"])
})

it("a directory lists everything wrong with it", () => {
  const made = Directory.make([
    person("p"),
    { ...person("p"), name: " " },
    person("q", [
      { channel: "phone", address: "" },
      { channel: "zalo", address: "a", from: "2024-02-01", to: "2024-01-01" }
    ])
  ])

  expect(made.ok ? [] : made.issues.map(({ code, path }) => [code, ...path])).toEqual([
    ["person.duplicate", "people", 1, "id"],
    ["person.name-missing", "people", 1, "name"],
    ["contact.address-missing", "people", 2, "contacts", 0, "address"],
    ["contact.to-before-from", "people", 2, "contacts", 1, "to"]
  ])
})
