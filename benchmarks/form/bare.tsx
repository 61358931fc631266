/** React alone with one box that says what was typed: what no form can go below. */
import { useState } from "react"
import { createRoot } from "react-dom/client"

const Bare = () => {
  const [text, setText] = useState("")
  return (
    <form>
      <label>
        Tổng số hội viên
        <input name="bare" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <div className="lh-state">
        <p>{text}</p>
      </div>
    </form>
  )
}

createRoot(document.getElementById("root")!).render(<Bare />)
