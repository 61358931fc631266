/** Where a request comes from, as far as tries are counted by it. */

/**
 * The address, of IPv6 the network it stands in (64 bits): a household or a phone has that many addresses to itself. An
 * IPv4 address is the same however it is written.
 */
export const placeOf = (address: string): string => {
  const four = /^(?:::ffff:)?(\d+(?:\.\d+){3})$/iu.exec(address)?.[1]
  if (four !== undefined || !address.includes(":")) return four ?? address
  const [head = "", tail] = address.toLowerCase().split("%")[0]!.split("::")
  const first = head === "" ? [] : head.split(":")
  const last = tail === undefined || tail === "" ? [] : tail.split(":")
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const groups = [...first, ...new Array<string>(gap).fill("0"), ...last]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")
}
