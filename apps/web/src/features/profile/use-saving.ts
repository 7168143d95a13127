import { useQueryClient } from '@tanstack/react-query';
import type { FieldProblem, Problem } from '@rollcall/shared/problems.ts';
import type { JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import type { User, UserDetail } from '@rollcall/shared/user/user.ts';
import type { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Answer } from '../../api/call.ts';
import { useUpdateUser } from '../../api/update-user.ts';
import { isProblem, ProblemError } from '../../lib/problem-error.ts';
import { readAfresh } from './queries.ts';
import {
  type Choice,
  compareThreeWay,
  type Conflict,
  mergeThreeWay,
  type Path,
} from '@rollcall/shared/user/three-way.ts';

/** What a form edits of a user. */
export interface Shape<Values extends JsonObject> {
  of: (user: User) => Values;
  parse: (merged: unknown) => Values;
  /** The change from one state to the other; nothing when there is none. */
  patch: (base: Values, values: Values) => UserPatch | undefined;
}

/** What became of the last attempt to save, where there is more to say than “saved”. */
export type Report =
  | { kind: 'failed'; error: unknown }
  | { kind: 'locked' | 'partly' | 'unsure'; problem: Problem }
  | { kind: 'taken'; paths: Path[] };

/** A change of mine that met a change of theirs. */
export interface Meeting<Values> {
  /** What both sides changed: the state that mine was made of. */
  from: Answer<UserDetail>;
  mine: Values;
  /** What stood in the form when I saved. */
  typed: Values;
  fresh: Answer<UserDetail>;
  conflicts: Conflict[];
  /** What only they changed. */
  taken: Path[];
  /** Why mine was saved. */
  reason: string;
}

/** One try to get `values` stored on top of `from`. */
interface Attempt<Values> {
  from: Answer<UserDetail>;
  values: Values;
  /** What stood in the form when it was saved. */
  typed: Values;
  /** What others changed meanwhile and was joined already. */
  taken: Path[];
  /** Why it is saved. */
  reason: string;
}

/** Some of it was saved, and of the rest it is not known. */
function isUnsure(error: unknown): error is ProblemError {
  return isProblem(error, 'outcome_unknown') && error.problem.saved !== undefined;
}

function kindOf({ code }: Problem): 'locked' | 'partly' | 'unsure' {
  if (code === 'field_locked') return 'locked';
  return code === 'partly_saved' ? 'partly' : 'unsure';
}

interface SavingInput<Values extends JsonObject> {
  /** The user as the cache has it. */
  answer: Answer<UserDetail>;
  shape: Shape<Values>;
  /** Whether the form differs from what it is based on: then a newer user in the cache is not taken over. */
  isDirty: (base: Values) => boolean;
  /** What stands in the form at this moment, typed while a save was under way too; nothing when it cannot be read. */
  current: () => Values | undefined;
  /** Puts values into the form. */
  show: (values: Values) => void;
  onSaved: (patch: UserPatch) => void;
  onFieldProblems: (problems: readonly FieldProblem[]) => void;
}

/**
 * Saves a form of one user. The form is based on a version of the user; a write names it. When
 * someone else was faster, what does not overlap is joined and saved, and what does is left to the
 * person to choose. Nothing that was typed is lost in any outcome, but for fields found locked.
 */
export function useSaving<Values extends JsonObject>(input: SavingInput<Values>) {
  const { answer, shape, isDirty, show } = input;
  const queryClient = useQueryClient();
  const update = useUpdateUser();
  const [base, setBase] = useState(answer);
  const [report, setReport] = useState<Report>();
  const [meeting, setMeeting] = useState<Meeting<Values>>();
  const [isSaving, setSaving] = useState(false);

  function adopt(next: Answer<UserDetail>, values: Values) {
    setBase(next);
    show(values);
  }

  /**
   * Takes over a newer state, and joins what was typed since `typed` stood in the form. What cannot be
   * read cannot be joined: then the form stays based on what it was, and the next save joins them.
   */
  function adoptUnder(typed: Values, next: Answer<UserDetail>, values: Values) {
    const now = input.current();
    if (now === undefined) return;
    adopt(next, shape.parse(mergeThreeWay(typed, now, values, () => 'mine')));
  }

  const follow = useEffectEvent((next: Answer<UserDetail>) => {
    if (isSaving || next.etag === base.etag || isDirty(shape.of(base.data))) return;
    adopt(next, shape.of(next.data));
  });
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the form library holds the values; base and values have to change together
    follow(answer);
  }, [answer]);

  function join(
    from: Answer<UserDetail>,
    mine: Values,
    fresh: Answer<UserDetail>,
    choose: (path: Path) => Choice,
  ) {
    return shape.parse(mergeThreeWay(shape.of(from.data), mine, shape.of(fresh.data), choose));
  }

  async function attempt(attempted: Attempt<Values>): Promise<void> {
    const { from, values, typed, taken, reason } = attempted;
    const patch = shape.patch(shape.of(from.data), values);
    if (patch === undefined) {
      adoptUnder(typed, from, shape.of(from.data));
    } else {
      const saved = await update.mutateAsync({ base: from, patch, reason }).catch(async (error: unknown) => {
        await refused(error, attempted);
      });
      if (saved === undefined) return;
      adoptUnder(typed, saved, shape.of(saved.data));
      input.onSaved(patch);
    }
    if (taken.length > 0) setReport({ kind: 'taken', paths: taken });
  }

  async function refused(error: unknown, { from, values, typed, taken, reason }: Attempt<Values>) {
    if (isProblem(error, 'conflict')) {
      const fresh = await readAfresh(queryClient, from.data.user_id);
      const found = compareThreeWay(shape.of(from.data), values, shape.of(fresh.data));
      if (found.conflicts.length > 0) setMeeting({ from, mine: values, typed, fresh, reason, ...found });
      else {
        const joined = join(from, values, fresh, () => 'mine');
        await attempt({ from: fresh, values: joined, typed, taken: [...taken, ...found.taken], reason });
      }
    } else if (isProblem(error, 'field_locked') || isProblem(error, 'partly_saved') || isUnsure(error)) {
      const fresh = await readAfresh(queryClient, from.data.user_id);
      const isLocked = error.problem.code === 'field_locked';
      const locked = isLocked ? (error.problem.errors ?? []).map(({ field }) => field) : [];
      const mine = join(from, values, fresh, () => 'mine');
      const current = new Map(Object.entries(shape.of(fresh.data)));
      const kept = Object.entries(mine).map(([key, value]) => [
        key,
        locked.includes(key) ? current.get(key) : value,
      ]);
      adoptUnder(typed, fresh, shape.parse(Object.fromEntries(kept)));
      setReport({ kind: kindOf(error.problem), problem: error.problem });
      if (!isLocked) input.onFieldProblems(error.problem.errors ?? []);
    } else {
      setReport({ kind: 'failed', error });
      if (error instanceof ProblemError) input.onFieldProblems(error.problem.errors ?? []);
    }
  }

  async function run(work: () => Promise<void>) {
    setReport(undefined);
    setSaving(true);
    try {
      await work();
    } catch (error) {
      setReport({ kind: 'failed', error });
    } finally {
      setSaving(false);
    }
  }

  return {
    base,
    report,
    meeting,
    isSaving,
    /** Sends what changed. */
    save: (values: Values, reason: string) =>
      run(() => attempt({ from: base, values, typed: values, taken: [], reason })),
    /** Saves after the person has chosen between theirs and mine. */
    settle: (choose: (path: Path) => Choice) =>
      run(async () => {
        if (meeting === undefined) return;
        setMeeting(undefined);
        const { from, fresh, mine, typed, taken, reason } = meeting;
        await attempt({ from: fresh, values: join(from, mine, fresh, choose), typed, taken, reason });
      }),
    /** Goes back to the form with everything as it was typed. */
    leaveMeeting: () => {
      setMeeting(undefined);
    },
    /** Shows the user as it is stored now. Returns the way back to what was typed. */
    discard: (values: Values): (() => void) => {
      const typed = join(base, values, answer, () => 'mine');
      setReport(undefined);
      adopt(answer, shape.of(answer.data));
      return () => {
        adopt(answer, typed);
      };
    },
    /** Reads the user again and keeps what was typed and is not there. */
    reload: (values: Values) =>
      run(async () => {
        const fresh = await readAfresh(queryClient, base.data.user_id);
        adoptUnder(
          values,
          fresh,
          join(base, values, fresh, () => 'mine'),
        );
      }),
  };
}
