import type { ReactNode } from "react"

const Layout = ({ children }: { readonly children: ReactNode }) => (
  <html lang="vi">
    <body>{children}</body>
  </html>
)

export default Layout
