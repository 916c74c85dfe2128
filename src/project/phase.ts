// What a run is at. In: nothing. Out: a type. Phases follow each other; who hears of them measures or shows them.

export type Phase = "configuration" | "files" | "sql" | "replay" | "rules";

/** `done` of `of` files, where a phase goes through them one by one. Called often: it should return at once. */
export type PhaseListener = (phase: Phase, done?: number, of?: number) => void;
