import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { Office } from "./Office.tsx"
import "@lienhoi/react/lienhoi.css"
import "./office.css"

createRoot(document.getElementById("trang")!).render(
  <StrictMode>
    <Office />
  </StrictMode>
)
if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/worker.js")
