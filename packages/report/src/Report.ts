/**
 * The life of one report: none → draft → submitted → returned or approved → sealed, and corrected after sealing. The
 * state is a fold over events ({@link replay}); what may happen next is decided by {@link decide}, which changes nothing.
 *
 * @since 0.1.0
 */
export { decide } from "./internal/decide.ts"
export * from "./internal/state.ts"
