import { Component, type ReactNode } from "react"

/**
 * A page whose code could not be fetched, the line being dead or the office newer than what stands open, says so; the
 * rest stays.
 */
export class Boundary extends Component<
  { readonly children: ReactNode; readonly instead: ReactNode },
  { readonly isBroken: boolean }
> {
  override state = { isBroken: false }
  static getDerivedStateFromError() {
    return { isBroken: true }
  }
  override render() {
    return this.state.isBroken ? this.props.instead : this.props.children
  }
}
