// A real browser for tests. It is driven over the pipe that Chromium opens for it (Chrome DevTools Protocol): no package, no port.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The command of a Chromium on this machine: CHROMIUM names one, else it is looked for. */
export const chromium = [process.env.CHROMIUM, ...names].find(
  (name) => name !== undefined && spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0,
);

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: {
    readonly request?: { readonly url: string };
    readonly entry?: { readonly text: string };
  };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export class Browser {
  private last = 0;
  private rest = "";
  private session: string | undefined;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly process: ChildProcess;
  /** Gone when the browser is closed. */
  readonly folder = mkdtempSync(join(tmpdir(), "integlint-chromium-"));
  /** Requests for anything but the page itself, and what the console and the content policy complained of. */
  readonly complaints: string[] = [];

  constructor(command: string) {
    const flags = [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--no-first-run",
      `--user-data-dir=${this.folder}`,
      "--remote-debugging-pipe",
    ];
    this.process = spawn(command, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    (this.process.stdio[4] as Readable).setEncoding("utf8").on("data", (text: string) => this.read(text));
  }

  private read(text: string): void {
    const parts = (this.rest + text).split("\0");
    this.rest = parts.pop() ?? "";
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id !== undefined) this.waiting.get(message.id)?.(message);
      else this.listen(message);
    }
  }

  private listen({ method, params }: Message): void {
    if (method === "Network.requestWillBeSent") {
      const { url } = params?.request ?? { url: "" };
      if (!/^(?:file|data):/.test(url)) this.complaints.push(`asks for ${url}`);
    } else if (method === "Log.entryAdded") this.complaints.push(`log: ${params?.entry?.text}`);
    else if (method === "Runtime.exceptionThrown") this.complaints.push(`throws: ${JSON.stringify(params)}`);
    else if (method === "Page.javascriptDialogOpening") this.complaints.push("opens a dialog");
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the protocol answers is looked at, not typed
  private send(method: string, params: object = {}): Promise<any> {
    const id = ++this.last;
    const message = { id, method, params, ...(this.session && { sessionId: this.session }) };
    (this.process.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error }) => {
        this.waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
    });
  }

  /** Opens a page as a file, in a window of this size. */
  async open(html: string, { width = 1300, height = 900, dark = false } = {}): Promise<void> {
    const path = join(this.folder, "page.html");
    writeFileSync(path, html);
    if (this.session === undefined) {
      const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
      this.session = sessionId;
      for (const domain of ["Page", "Network", "Log", "Runtime"]) await this.send(`${domain}.enable`);
    }
    this.complaints.length = 0;
    await this.send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await this.send("Emulation.setScrollbarsHidden", { hidden: true });
    const features = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
    await this.send("Emulation.setEmulatedMedia", { features });
    await this.send("Page.navigate", { url: pathToFileURL(path).href });
    await this.evaluate(
      "new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))",
    );
  }

  /** The value of an expression in the page; promises are awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  async press(key: string): Promise<void> {
    for (const type of ["keyDown", "keyUp"])
      await this.send("Input.dispatchKeyEvent", { type, key, code: key });
  }

  /** A PNG of the window, or of the whole page. */
  async screenshot(path: string, whole = false): Promise<void> {
    const { data } = await this.send("Page.captureScreenshot", { captureBeyondViewport: whole });
    writeFileSync(path, Buffer.from(data, "base64"));
  }

  async print(path: string): Promise<void> {
    const { data } = await this.send("Page.printToPDF", { printBackground: true });
    writeFileSync(path, Buffer.from(data, "base64"));
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    this.session = undefined;
    this.send("Browser.close").catch(() => undefined);
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5000))]);
    this.process.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
