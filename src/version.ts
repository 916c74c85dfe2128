// The version of this package, as reports name it. In: nothing. Out: a text; a test holds it to package.json.

export const version = "0.1.0";
