/**
 * Who signs in, with what, how often it went wrong, and what happened. Names and hashes are closed; tokens stand under
 * their hash; whom tries are counted of, and where a request came from, stand as keyed hashes.
 */
import type { Step } from "./step.ts"

export const step: Step = {
  name: "accounts",
  statements: [
    // `match`: the keyed hash of the name as it is compared, so that a name is taken once.
    `CREATE TABLE lienhoi.account (
      association text NOT NULL,
      key text NOT NULL,
      person text NOT NULL,
      match text NOT NULL,
      offices boolean NOT NULL,
      since timestamptz NOT NULL,
      disabled timestamptz,
      body text NOT NULL,
      salt bytea NOT NULL,
      PRIMARY KEY (association, key)
    )`,
    "CREATE UNIQUE INDEX account_match ON lienhoi.account (association, match)",
    "CREATE INDEX account_person ON lienhoi.account (association, person)",
    `CREATE TABLE lienhoi.session_token (
      association text NOT NULL,
      hash text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('session', 'link')),
      account text NOT NULL,
      via text NOT NULL CHECK (via IN ('password', 'link')),
      begun timestamptz NOT NULL,
      since timestamptz NOT NULL,
      until timestamptz NOT NULL,
      replaces text,
      PRIMARY KEY (association, hash)
    )`,
    "CREATE INDEX session_token_account ON lienhoi.session_token (association, account)",
    "CREATE INDEX session_token_until ON lienhoi.session_token (association, until)",
    `CREATE TABLE lienhoi.tries (
      association text NOT NULL,
      key text NOT NULL,
      times timestamptz[] NOT NULL,
      until timestamptz NOT NULL,
      PRIMARY KEY (association, key)
    )`,
    "CREATE INDEX tries_until ON lienhoi.tries (association, until)",
    `CREATE TABLE lienhoi.audit (
      association text NOT NULL,
      arrival bigint GENERATED ALWAYS AS IDENTITY,
      at timestamptz NOT NULL,
      what text NOT NULL,
      account text,
      place text,
      PRIMARY KEY (association, arrival)
    )`,
    "CREATE INDEX audit_account ON lienhoi.audit (association, account, arrival)",
    // One-time links that still say something: their words go as soon as they are not sent any more.
    "CREATE INDEX outbox_link ON lienhoi.outbox (association) WHERE key LIKE 'link/%' AND salt IS NOT NULL",
    // What was written stays as it is, and for at least 90 days by the clock of the database, whoever asks.
    `CREATE FUNCTION lienhoi.audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND OLD.at < clock_timestamp() - interval '90 days' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'lienhoi.audit is only added to' USING ERRCODE = '42501';
      END $$`,
    `CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON lienhoi.audit
     FOR EACH ROW EXECUTE FUNCTION lienhoi.audit_stays()`
  ]
}
