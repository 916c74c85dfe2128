// A strict reader of the XML that the reporters write: it throws at what an XML parser would refuse.

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

export function parseXml(xml: string): Element {
  let at = 0;
  const expect = (pattern: RegExp): RegExpExecArray => {
    pattern.lastIndex = at;
    const found = pattern.exec(xml);
    if (!found) throw new Error(`not XML at ${at}: ${JSON.stringify(xml.slice(at, at + 60))}`);
    at += found[0].length;
    return found;
  };
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml))
    throw new Error("a character that XML has not");
  expect(/<\?xml version="1\.0" encoding="UTF-8"\?>\s*/y);
  const root = element();
  expect(/\s*$/y);
  return root;

  function element(): Element {
    const name = expect(/<([\w-]+)/y)[1] as string;
    const attributes: Record<string, string> = {};
    while (/\s/.test(xml[at] ?? "")) {
      const [, key, value] = expect(/\s+([\w-]+)="([^"<]*)"/y);
      if (key === undefined || key in attributes) throw new Error(`attribute ${key} twice`);
      attributes[key] = unescaped(value ?? "");
    }
    if (expect(/\/?>/y)[0] === "/>") return { name, attributes, children: [], text: "" };
    const children: Element[] = [];
    let text = "";
    while (!xml.startsWith("</", at)) {
      if (xml[at] === "<") children.push(element());
      else text += unescaped(expect(/[^<]+/y)[0]);
    }
    if (expect(/<\/([\w-]+)>/y)[1] !== name) throw new Error(`${name} is closed by another`);
    return { name, attributes, children, text };
  }

  function unescaped(text: string): string {
    const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
    return text.replace(
      /&(?:#(\d+);|(\w+);)?/g,
      (whole, code: string | undefined, name: string | undefined) => {
        if (code) return String.fromCodePoint(Number(code));
        const character = name && names[name];
        if (!character) throw new Error(`bare ampersand: ${whole}`);
        return character;
      },
    );
  }
}
