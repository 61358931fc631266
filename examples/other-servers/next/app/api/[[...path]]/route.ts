/** Everything under `/api` is the office's. Next asks with a `Request` and takes a `Response`: nothing lies between. */
import { openOffice } from "../../../../office.ts"

// Opened at the first question, once for the whole server.
let opened: ReturnType<typeof openOffice> | undefined

const handle = async (request: Request): Promise<Response> => {
  opened ??= openOffice()
  const office = await opened
  return office.handle(request)
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT }
