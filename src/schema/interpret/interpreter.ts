// Runs the statements of a script against a timeline: DDL is applied, dynamic SQL, routines and conditions are followed.
// In: statements. Out: steps and blind spots. It reads no file and judges nothing; what it cannot follow it says.

import type { Script } from "../../migration/migration.js";
import { readDynamic } from "../../sql/dynamic.js";
import type { Expression } from "../../sql/expression.js";
import { isHarmless } from "../../sql/sql-text.js";
import type {
  Assignment,
  AssignStatement,
  BlockStatement,
  CallStatement,
  DdlStatement,
  ExecuteStatement,
  IfStatement,
  RowSource,
  Statement,
} from "../../sql/statement.js";
import type { Location, SourceFile } from "../../text/source-file.js";
import { type AppliedChange, applyChanges } from "../apply.js";
import type { EvaluationContext } from "../evaluate/context.js";
import { Effort } from "../evaluate/effort.js";
import { decide, evaluate } from "../evaluate/evaluate.js";
import { evaluateRows } from "../evaluate/query.js";
import { Scope } from "../evaluate/scope.js";
import { inheriting, isUnresolved, type TextValue, unknownValue, type Value } from "../evaluate/value.js";
import type { Guard } from "../history.js";
import type { Timeline } from "../timeline/timeline.js";
import {
  Caught,
  endsRoutine,
  type Frame,
  guardOf,
  isExit,
  notTaken,
  skip,
  startRoutine,
  withoutHandler,
} from "./frame.js";
import { handlerOf, handlerOfWhole, mayFailUnseen, rescueFor } from "./handlers.js";
import { Journal } from "./journal.js";
import { mayChange, passArguments, returnArguments, routineOf } from "./overloads.js";
import { restoreSettings, setSession, switchOf, useSchema } from "./session.js";

const deepest = 40;
const none: readonly never[] = [];

export class Interpreter {
  readonly journal: Journal;
  private readonly effort: Effort;

  constructor(
    private readonly timeline: Timeline,
    private readonly script: Script,
  ) {
    this.journal = new Journal(script, timeline);
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
      this.journal.blind(statement.location, "It runs deeper or longer than the replay follows.", frame);
      return;
    }
    // A clause that nobody could read: what it does is not known.
    for (const { certain, range, message } of statement.problems) {
      if (!certain && statement.kind !== "opaque")
        this.journal.blind({ file: statement.location.file, range }, message, frame);
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
        if (statement.rows) this.loop(statement, statement.rows, frame);
        else this.block(statement, frame);
        break;
      case "opaque":
        if (this.mayChange([statement]))
          this.journal.blind(statement.location, sentence(statement.reason), frame);
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
      .some(({ kind, unknown }) => kind === "data" || unknown !== undefined);
    if (isSure && !skipped) routine.left = true;
  }

  /** Nobody can tell whether a condition holds: the branch that changes the schema is taken. */
  private guess(location: Location, frame: Frame): void {
    this.journal.blind(location, "This condition is not known before it runs.", frame, "branch");
  }

  private mayChange(statements: readonly Statement[]): boolean {
    return mayChange(statements, this.timeline.now);
  }

  private evaluate(expression: Expression, file: SourceFile, frame: Frame): Value {
    return evaluate(expression, this.contextIn(file, frame));
  }

  private contextIn(file: SourceFile, { variables }: Frame): EvaluationContext {
    return { schema: this.timeline.now, file, variables, effort: this.effort, evaluate };
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
    if (!frame.skipped) setSession(this.timeline, variable, expression, value);
    return value;
  }

  private applyDdl(statement: DdlStatement, frame: Frame): void {
    const { file } = statement.location;
    if (frame.skipped) {
      const { now } = this.timeline;
      for (const change of statement.changes)
        this.journal.addStep(statement, frame, {
          change,
          outcome: "skipped",
          refusals: [],
          before: now,
          after: now,
        });
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
    const swallowing = handlerOfWhole(everyChange, frame, this.timeline);
    if (swallowing) {
      this.timeline.revertTo(start);
      this.applyDdl(statement, skip(withoutHandler(frame, swallowing)));
      return;
    }
    for (const applied of everyChange) {
      const handler = handlerOf(applied, frame, this.timeline);
      if (!handler) this.journal.addStep(statement, frame, applied);
      else {
        this.journal.addStep(statement, withoutHandler(frame, handler), {
          ...applied,
          outcome: "skipped",
          refusals: [],
        });
        if (this.timeline.dialect === "postgresql") throw new Caught(handler.block, applied);
      }
    }
  }

  private executeDynamic(statement: ExecuteStatement, frame: Frame): void {
    const value = statement.source
      ? this.evaluate(statement.source, statement.location.file, frame)
      : frame.prepared.get(statement.name ?? "");
    if (!value) {
      const reason = `Nothing that the replay followed prepared \`${statement.name}\`.`;
      this.journal.blind(statement.location, reason, frame);
    } else if (value.kind === "text") {
      this.runText(value, statement, frame);
      for (const { value: other, guard } of value.untaken)
        this.runText({ ...other, guards: [...other.guards, guard] }, statement, skip(frame));
    } else if (value.kind === "null") {
      this.journal.blind(
        statement.location,
        "The SQL that it runs is NULL, as far as the replay can tell.",
        frame,
      );
    } else if (value.kind === "unknown" && value.likely) {
      this.runText(
        inheriting(value.likely, [value]),
        statement,
        frame,
        value.isImmaterial ? "nothing" : "value",
      );
    } else if (value.kind !== "unknown" || !isHarmless(value.prefix ?? "")) {
      this.journal.blind(statement.location, "The SQL that it runs is not known before it runs.", frame);
    }
  }

  private runText(
    value: TextValue,
    statement: Statement,
    frame: Frame,
    missing: "nothing" | "value" = "nothing",
  ): void {
    this.effort.units -= value.text.length;
    if (this.effort.units < 0) {
      this.journal.blind(statement.location, "It runs more SQL than the replay follows.", frame);
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
    for (const { unknown, at } of value.guards)
      if (unknown === "condition" && this.mayChange(statements)) this.guess(at, frame);
    if (missing === "value" && this.mayChange(statements)) {
      const reason = "A value in the SQL that it runs is not known before it runs.";
      this.journal.blind(statement.location, reason, frame, "value");
    }
    for (const inner of statements) this.journal.dynamic.push({ cause: frame.cause, statement: inner });
    this.runAll(statements, { ...frame, guards: [...frame.guards, ...value.guards], depth: frame.depth + 1 });
  }

  private call(statement: CallStatement, frame: Frame): void {
    const { routine } = statement;
    const found = routineOf(statement, this.timeline.now);
    if (!found?.body) {
      const why = found
        ? "has a body that could not be read"
        : "is not created by any migration that was read";
      this.journal.blind(statement.location, `Routine \`${routine.name.text}\` ${why}.`, frame);
      return;
    }
    const { file } = statement.location;
    const variables = new Scope(frame.variables, { sessionOnly: true });
    passArguments(statement, found, variables, (argument, isOwn) =>
      // What a parameter is otherwise stands where its routine does.
      this.evaluate(argument, isOwn ? file : found.place.file, frame),
    );
    const routineRun = startRoutine(frame.guards.length);
    this.runAll(found.body, { ...frame, variables, routine: routineRun, depth: frame.depth + 1 });
    returnArguments(statement, found, variables, frame.variables);
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
        () => !this.mayChange(body) && bodies.slice(at + 1).some((other) => this.mayChange(other)),
      );
      const place = { file, range: condition.range };
      if (isUnresolved(value) && bodies.some((one) => this.mayChange(one))) this.guess(place, frame);
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

  /** The rows are those that the catalog has before the first round: a query's cursor does not see what comes later. */
  private loop(statement: BlockStatement, { query, variables }: RowSource, frame: Frame): void {
    const { file } = statement.location;
    const context = this.contextIn(file, frame);
    const found = evaluateRows(query, context);
    if (!found || found.mayBeMore) {
      const reason = found
        ? "It may run for more than the replay knows of."
        : `How often this ${statement.verb} loop runs is not known.`;
      if (this.mayChange(statement.body)) this.journal.blind({ file, range: query.range }, reason, frame);
    }
    const rounds = found?.rounds ?? none;
    const at = { file, range: query.range };
    const guards = [...frame.guards, { kind: "catalog", at, taken: rounds.length > 0 } as const];
    const inside = { ...frame, guards, depth: frame.depth + 1 };
    if (rounds.length === 0) this.runAll(statement.body, skip(inside));
    for (const { values, fields } of rounds) {
      const scope = new Scope(frame.variables);
      for (const [place, variable] of variables.entries())
        scope.declare(variable, values[place] ?? unknownValue("unresolved"));
      for (const [name, value] of fields) scope.declare(`${variables[0]}.${name}`, value);
      this.runAll(statement.body, { ...inside, variables: scope });
    }
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
    const firstStep = this.journal.steps.length;
    try {
      this.runAll(statement.body, { ...inside, guards: [...frame.guards, guard], handlers });
    } catch (error) {
      if (!(error instanceof Caught) || error.block !== statement) throw error;
      this.timeline.revertTo(start);
      this.journal.undoFrom(firstStep, start);
      const rescue = rescueFor(statement, error, this.timeline.dialect);
      if (rescue) this.runAll(rescue.body, { ...inside, guards: [...frame.guards, guard] });
      return;
    }
    const untaken = { ...inside, guards: [...frame.guards, { ...guard, taken: false }] };
    for (const { body, location } of statement.rescues ?? []) {
      if (!mayFailUnseen(statement.body)) this.runAll(body, skip(untaken));
      else if (this.mayChange(body))
        this.journal.blind(location, "What happens after an exception is not followed.", frame);
    }
  }
}

const isUnknown = ({ unknown }: Guard) => unknown !== undefined;
const isRefused = ({ refusals }: AppliedChange) => refusals.length > 0;

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${reason.endsWith(".") ? "" : "."}`;
}
