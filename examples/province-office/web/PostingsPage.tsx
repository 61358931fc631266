/** Messages that a person passes on, because nothing else reaches whom they are for. */
import { useState } from "react"
import { client } from "./api.ts"
import { useAsked } from "./asked.ts"
import { Trouble, useSay } from "./context.tsx"

const PostingsPage = () => {
  const say = useSay()
  const { answer, again } = useAsked("postings", () => client.postings.list())
  const [copied, setCopied] = useState<string | null>(null)
  if (answer === null) return <p className="vp-wait">{say("loading")}</p>
  if (!answer.ok) return <Trouble answer={answer} retry={again} />
  const copy = async (key: string, text: string) => {
    await navigator.clipboard.writeText(text)
    setCopied(key)
  }
  return (
    <>
      <h1>{say("postings-title")}</h1>
      {answer.value.length === 0 ? (
        <p>{say("postings-none")}</p>
      ) : (
        <>
          <p>{say("postings-note")}</p>
          <ul className="vp-list vp-messages">
            {answer.value.map(({ key, name, where, text }) => (
              <li key={key} className="vp-card">
                <h2>{name}</h2>
                <p>{where}</p>
                <p className="vp-text">{text}</p>
                <p className="vp-actions">
                  <button
                    type="button"
                    className="vp-button vp-main"
                    onClick={async () => {
                      await client.postings.posted({ payload: { key } })
                      again()
                    }}
                  >
                    {say("postings-done")}
                  </button>
                  <button type="button" className="vp-button" onClick={() => copy(key, text)}>
                    {say(copied === key ? "postings-copied" : "postings-copy")}
                  </button>
                  <button
                    type="button"
                    className="vp-button"
                    onClick={async () => {
                      await client.postings.couldNot({ payload: { key, why: "no-contact" } })
                      again()
                    }}
                  >
                    {say("postings-could-not")}
                  </button>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

export default PostingsPage
