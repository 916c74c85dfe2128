// What a terminal or an editor would act on: controls but for tabs and line breaks, and marks that hide or turn text. In: nothing. Out: a pattern.

export const acting = /(?![\t\n])[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
