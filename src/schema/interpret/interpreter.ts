// Runs the statements of a script against a timeline: DDL is applied, dynamic SQL, routines and conditions are followed.
// In: statements. Out: steps and blind spots. It reads no file and judges nothing; what it cannot follow it says.

import type { Script } from "../../migration/migration.js";
import { readDynamic } from "../../sql/dynamic.js";
import type { Expression } from "../../sql/expression.js";
import { changesSchema } from "../../sql/parse/effects.js";
import type {
  Assignment,
  AssignStatement,
  BlockStatement,
  CallStatement,
  DdlStatement,
  ExecuteStatement,
  IfStatement,
  Statement,
} from "../../sql/statement.js";
import type { Location, SourceFile } from "../../text/source-file.js";
import { type AppliedChange, applyChanges } from "../apply.js";
import type { EvaluationContext } from "../evaluate/context.js";
import { Effort } from "../evaluate/effort.js";
import { decide, evaluate } from "../evaluate/evaluate.js";
import { Scope } from "../evaluate/scope.js";
import { nullValue, type TextValue, type Value } from "../evaluate/value.js";
import type { Guard, Replay, Step } from "../history.js";
import type { Moment } from "../timeline/moment.js";
import type { Timeline } from "../timeline/timeline.js";
import {
  Caught,
  endsRoutine,
  type Frame,
  guardOf,
  type Handler,
  isExit,
  notTaken,
  skip,
  startRoutine,
  withoutHandler,
} from "./frame.js";
import { isHandled, mayFailUnseen, rescueFor } from "./handlers.js";
import { argumentFor, overloadFor } from "./overloads.js";
import { isHarmless, restoreSettings, setMode, setSwitch, switchOf, useSchema } from "./session.js";

const deepest = 40;
const none: readonly never[] = [];

export class Interpreter {
  readonly steps: Step[] = [];
  readonly blindSpots: Replay["blindSpots"][number][] = [];
  readonly dynamic: Replay["dynamic"][number][] = [];
  private readonly effort: Effort;

  constructor(
    private readonly timeline: Timeline,
    private readonly script: Script,
  ) {
    this.effort = new Effort(script.statements.length);
  }

  run(): void {
    const variables = new Scope();
    const prepared = new Scope();
    for (const cause of this.script.statements) {
      const routine = startRoutine();
      this.execute(cause, {
        cause,
        guards: none,
        variables,
        prepared,
        handlers: none,
        routine,
        skipped: false,
        depth: 0,
      });
    }
  }

  private execute(statement: Statement, around: Frame): void {
    const frame = around.routine.left && !around.skipped ? skip(around) : around;
    if (!statement.settings) {
      this.executePlain(statement, frame);
      return;
    }
    const { location, settings } = statement;
    const before = this.timeline.settings;
    for (const setting of settings) this.assignOne(setting, location.file, frame);
    this.executePlain(statement, frame);
    restoreSettings(this.timeline, before);
  }

  private executePlain(statement: Statement, frame: Frame): void {
    if (frame.depth > deepest || this.effort.statements-- <= 0) {
      this.blind(statement.location, "It runs deeper or longer than the replay follows.", frame);
      return;
    }
    // A clause that nobody could read: what it does is not known.
    for (const { certain, range, message } of statement.problems) {
      if (!certain && statement.kind !== "opaque")
        this.blind({ file: statement.location.file, range }, message, frame);
    }
    switch (statement.kind) {
      case "ddl":
        this.applyDdl(statement, frame);
        break;
      case "session":
        if (isExit(statement)) this.leave(frame);
        else if (statement.uses && !frame.skipped) useSchema(this.timeline, statement.uses.text);
        break;
      case "assign":
        this.assign(statement, frame);
        break;
      case "prepare": {
        const value = this.evaluate(statement.source, statement.location.file, frame);
        frame.prepared.set(statement.name, value);
        break;
      }
      case "execute":
        this.executeDynamic(statement, frame);
        break;
      case "call":
        this.call(statement, frame);
        break;
      case "if":
        this.branch(statement, frame);
        break;
      case "block":
        this.block(statement, frame);
        break;
      case "opaque":
        if (statement.mayChangeSchema) this.blind(statement.location, sentence(statement.reason), frame);
        break;
    }
  }

  private runAll(statements: readonly Statement[], frame: Frame): void {
    for (const statement of statements) this.execute(statement, frame);
  }

  /** Where rows or unknown objects decide, the routine goes on: a replay shows what may be done. */
  private leave({ routine, guards, skipped }: Frame): void {
    const isSure = !guards
      .slice(routine.outerGuards)
      .some(({ kind, unknown }) => kind === "data" || unknown === true);
    if (isSure && !skipped) routine.left = true;
  }

  private blind(location: Location, reason: string, frame: Frame): void {
    if (frame.skipped) return;
    this.blindSpots.push({ location, reason, cause: frame.cause });
    this.timeline.doubt();
  }

  private evaluate(expression: Expression, file: SourceFile, { variables }: Frame): Value {
    const { effort } = this;
    const context: EvaluationContext = { schema: this.timeline.now, file, variables, effort, evaluate };
    return evaluate(expression, context);
  }

  private assign(statement: AssignStatement, frame: Frame): void {
    for (const assignment of statement.assignments) {
      const value = this.assignOne(assignment, statement.location.file, frame);
      const { variable } = assignment;
      if (switchOf(variable)) continue;
      if (statement.verb === "DECLARE") frame.variables.declare(variable, value);
      else frame.variables.set(variable, value);
    }
  }

  /** What an assignment says of the session. */
  private assignOne({ variable, value: expression }: Assignment, file: SourceFile, frame: Frame): Value {
    const value = this.evaluate(expression, file, frame);
    if (frame.skipped) return value;
    setMode(this.timeline, variable, value);
    const turned = switchOf(variable);
    if (turned) setSwitch(this.timeline, turned, expression, value);
    return value;
  }

  private applyDdl(statement: DdlStatement, frame: Frame): void {
    const { file } = statement.location;
    if (frame.skipped) {
      const { now } = this.timeline;
      for (const change of statement.changes)
        this.addStep(statement, frame, { change, outcome: "skipped", refusals: [], before: now, after: now });
      return;
    }
    const start = this.timeline.now;
    const everyChange = applyChanges(this.timeline, statement.changes, file);
    if (frame.guards.some(isUnknown) && everyChange.some(isRefused)) {
      // The guard asked for what the model does not know, and the refusal answers: on the server it would be false.
      this.timeline.revertTo(start);
      this.applyDdl(statement, { ...skip(frame), guards: frame.guards.map(notTaken) });
      return;
    }
    const swallowing = this.handlerOfWhole(everyChange, frame);
    if (swallowing) {
      this.timeline.revertTo(start);
      this.applyDdl(statement, skip(withoutHandler(frame, swallowing)));
      return;
    }
    for (const applied of everyChange) {
      const handler = this.handlerOf(applied, frame);
      if (!handler) this.addStep(statement, frame, applied);
      else {
        this.addStep(statement, withoutHandler(frame, handler), {
          ...applied,
          outcome: "skipped",
          refusals: [],
        });
        if (this.timeline.dialect === "postgresql") throw new Caught(handler.block, applied);
      }
    }
  }

  private handlerOf({ change, refusals }: AppliedChange, { handlers }: Frame): Handler | undefined {
    const { dialect } = this.timeline;
    return handlers.findLast(({ block }) =>
      refusals.some((one) => isHandled(block.handlers, one, change, dialect)),
    );
  }

  /**
   * The handler of a statement that did nothing at all: a server refuses an ALTER TABLE whole for its first bad part (MySQL 8.4 manual
   * 15.1.1). MariaDB drops the other tables of a DROP TABLE.
   */
  private handlerOfWhole(changes: readonly AppliedChange[], frame: Frame): Handler | undefined {
    const { dialect, world } = this.timeline;
    if (dialect === "postgresql") return undefined;
    const first = changes.find(({ refusals }) => refusals.length > 0);
    if (!first || (first.change.kind === "dropTable" && world.server.dropsTablesOneByOne)) return undefined;
    return this.handlerOf(first, frame);
  }

  private addStep(
    ddl: DdlStatement,
    frame: Frame,
    step: Pick<Step, "change" | "outcome" | "refusals"> & { readonly before: Moment; readonly after: Moment },
  ): void {
    const { file } = ddl.location;
    const { exits } = frame.routine;
    this.steps.push({
      statement: frame.cause,
      ddl,
      change: step.change,
      location: { file, range: step.change.range },
      guards: exits.length === 0 ? frame.guards : [...frame.guards, ...exits],
      outcome: step.outcome,
      refusals: step.refusals,
      before: step.before,
      after: step.after,
      script: this.script,
    });
  }

  private executeDynamic(statement: ExecuteStatement, frame: Frame): void {
    const value = statement.source
      ? this.evaluate(statement.source, statement.location.file, frame)
      : frame.prepared.get(statement.name ?? "");
    if (!value) {
      const reason = `Nothing that the replay followed prepared \`${statement.name}\`.`;
      this.blind(statement.location, reason, frame);
    } else if (value.kind === "text") {
      this.runText(value, statement, frame);
      for (const { value: other, guard } of value.untaken)
        this.runText({ ...other, guards: [...other.guards, guard] }, statement, skip(frame));
    } else if (value.kind === "null") {
      this.blind(statement.location, "The SQL that it runs is NULL, as far as the replay can tell.", frame);
    } else if (value.kind !== "unknown" || !isHarmless(value.prefix ?? "")) {
      this.blind(statement.location, "The SQL that it runs is not known before it runs.", frame);
    }
  }

  private runText(value: TextValue, statement: Statement, frame: Frame): void {
    this.effort.units -= value.text.length;
    if (this.effort.units < 0) {
      this.blind(statement.location, "It runs more SQL than the replay follows.", frame);
      return;
    }
    const { file } = this.script;
    const fallback = statement.location.file === file ? statement.location : frame.cause.location;
    const statements = readDynamic({
      value: value.text,
      segments: value.segments.filter((segment) => segment.file === file),
      file,
      dialect: this.timeline.dialect,
      fallback: fallback.range,
    });
    for (const inner of statements) this.dynamic.push({ cause: frame.cause, statement: inner });
    this.runAll(statements, { ...frame, guards: [...frame.guards, ...value.guards], depth: frame.depth + 1 });
  }

  private call(statement: CallStatement, frame: Frame): void {
    const { routine } = statement;
    const { now } = this.timeline;
    const name = routine.name.text;
    const schema = routine.schema?.text === "public" ? undefined : routine.schema?.text;
    const newest =
      now.object("procedure", name, schema) ??
      now.object("function", name, schema) ??
      now.object("procedure", name);
    const found = newest && overloadFor(newest, statement.arguments.length);
    if (!found?.body) {
      const why = found
        ? "has a body that could not be read"
        : "is not created by any migration that was read";
      this.blind(statement.location, `Routine \`${name}\` ${why}.`, frame);
      return;
    }
    const { file } = statement.location;
    const variables = new Scope(frame.variables, { sessionOnly: true });
    const parameters = found.parameters ?? [];
    for (const [at, { name, mode, default: otherwise }] of parameters.entries()) {
      const argument = argumentFor(statement, at, name?.text) ?? otherwise;
      const value = argument && mode !== "out" ? this.evaluate(argument, file, frame) : nullValue;
      if (name) variables.declare(name.text.toLowerCase(), value);
    }
    const routineRun = startRoutine(frame.guards.length);
    this.runAll(found.body, { ...frame, variables, routine: routineRun, depth: frame.depth + 1 });
    for (const [at, { name, mode }] of parameters.entries()) {
      const argument = statement.arguments[at];
      if (mode === "in" || !name || (argument?.kind !== "variable" && argument?.kind !== "column")) continue;
      frame.variables.set(argument.name.toLowerCase(), variables.get(name.text.toLowerCase()) ?? nullValue);
    }
  }

  private branch(statement: IfStatement, frame: Frame): void {
    const { file } = statement.location;
    const bodies = [...statement.branches.map(({ body }) => body), statement.otherwise];
    const inside = { ...frame, depth: frame.depth + 1 };
    // Conditions that were false so far guard what comes behind them.
    let guards = frame.guards;
    for (const [at, { condition, body }] of statement.branches.entries()) {
      const value = this.evaluate(condition, file, frame);
      const taken = decide(
        value,
        this.timeline.now.dialect,
        () => !changesSchema(body) && bodies.slice(at + 1).some(changesSchema),
      );
      if (taken === undefined) {
        if (bodies.some(changesSchema))
          this.blind({ file, range: condition.range }, "This condition is not known before it runs.", frame);
        return;
      }
      const place = { file, range: condition.range };
      const guard = (yes: boolean): readonly Guard[] => [...guards, ...guardOf(value, place, yes)];
      // What decides whether the routine ends here guards all that follows.
      const exits = frame.skipped || !endsRoutine(body) ? [] : guardOf(value, place, !taken);
      if (taken) {
        this.runAll(body, { ...inside, guards: guard(true) });
        for (const other of bodies.slice(at + 1))
          this.runAll(other, skip({ ...inside, guards: guard(false) }));
        frame.routine.exits.push(...exits);
        return;
      }
      this.runAll(body, skip({ ...inside, guards: guard(false) }));
      guards = guard(true);
      frame.routine.exits.push(...exits);
    }
    this.runAll(statement.otherwise, { ...inside, guards });
  }

  private block(statement: BlockStatement, frame: Frame): void {
    const variables = new Scope(frame.variables);
    const inside = { ...frame, variables, depth: frame.depth + 1 };
    if (statement.handlers.length === 0) {
      this.runAll(statement.body, inside);
      return;
    }
    const guard: Guard = { kind: "handler", at: statement.location, taken: true };
    const handlers = [...frame.handlers, { block: statement, guard }];
    const start = this.timeline.now;
    const firstStep = this.steps.length;
    try {
      this.runAll(statement.body, { ...inside, guards: [...frame.guards, guard], handlers });
    } catch (error) {
      if (!(error instanceof Caught) || error.block !== statement) throw error;
      this.timeline.revertTo(start);
      for (let at = firstStep; at < this.steps.length; at++) {
        const step = this.steps[at] as Step;
        this.steps[at] = { ...step, outcome: "skipped", refusals: [], before: start, after: start };
      }
      const rescue = rescueFor(statement, error, this.timeline.dialect);
      if (rescue) this.runAll(rescue.body, { ...inside, guards: [...frame.guards, guard] });
      return;
    }
    const untaken = { ...inside, guards: [...frame.guards, { ...guard, taken: false }] };
    for (const { body, location } of statement.rescues ?? []) {
      if (!mayFailUnseen(statement.body)) this.runAll(body, skip(untaken));
      else if (changesSchema(body))
        this.blind(location, "What happens after an exception is not followed.", frame);
    }
  }
}

const isUnknown = ({ unknown }: Guard) => unknown === true;
const isRefused = ({ refusals }: Pick<Step, "refusals">) => refusals.length > 0;

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${reason.endsWith(".") ? "" : "."}`;
}
