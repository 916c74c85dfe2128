// Words that a terminal cannot act on. In: an Io. Out: the same, where names, comments and paths out of a repository are only read:
// no title is set, no line painted over, nothing hidden or reordered.

import { visible, visibleLines } from "../report/visible.js";
import type { Io } from "./command.js";

/** What watching sends to a terminal before it says anything. */
export const clearScreen = "\u001b[2J\u001b[3J\u001b[H";

// Colours and links are the reporters' own, and do no harm where they are not; all else is a name's.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const colorOrLink = /(\u001b\[[\d;]*m|\u001b\]8;;[^\u0000-\u001f]*\u0007|[\t\n])/u;
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/u;

export function harmless(io: Io): Io {
  return Object.assign(Object.create(io) as Io, {
    out:
      io.columns === undefined ? io.out : (text: string) => io.out(text === clearScreen ? text : shown(text)),
    // Only the line of progress begins with a carriage return, and there is no name in it.
    err: (text: string) => io.err(text.startsWith("\r") ? text : visibleLines(text).join("\n")),
  });
}

function shown(text: string): string {
  if (!unseen.test(text)) return text;
  return text
    .split(colorOrLink)
    .map((part, at) => (at % 2 === 1 ? part : visible(part)))
    .join("");
}
