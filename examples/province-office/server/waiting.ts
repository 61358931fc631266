/** The door before the office is open: the port is ours from the first moment, and whoever comes is told to wait. */
const page = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Đang mở</title><p>Văn phòng mẫu đang mở, xin đợi vài giây… / The sample office is opening…</p></html>`

type Handle = (request: Request) => Promise<Response>

/** A door. */
export const make = () => {
  let inside: Handle = async () =>
    new Response(page, {
      status: 503,
      headers: { "content-type": "text/html; charset=utf-8", "retry-after": "2", "cache-control": "no-store" }
    })
  return {
    handle: (request: Request): Promise<Response> => inside(request),
    open: (handle: Handle): void => {
      inside = handle
    }
  }
}
