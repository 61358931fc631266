/** The style sheet is taken for its effect and exports nothing. */
export {}
