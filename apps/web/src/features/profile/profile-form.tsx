import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { type SubmitEvent, useState } from 'react';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { Answer } from '../../api/call.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { toast } from '../../ui/toast.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { irremovableFields } from '@rollcall/shared/user/editability.ts';
import styles from './profile.module.css';
import { ProfileFields } from './profile-fields.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { changesIn, SaveBar } from './save-bar.tsx';
import { useSaveReason } from './save-reason.tsx';
import { SaveReport } from './save-report.tsx';
import { mergeThreeWay, type Path } from '@rollcall/shared/user/three-way.ts';
import { useDiscardToast } from './use-discard-toast.ts';
import { type Shape, useSaving } from './use-saving.ts';
import { changedFields, changeOf, fieldLabels, profileFields, ProfileValues, valuesOf } from './values.ts';

const shape: Shape<ProfileValues> = {
  of: valuesOf,
  parse: (merged) => ProfileValues.parse(merged),
  patch: (base, values) => {
    if (changedFields(base, values).length === 0) return undefined;
    const change = changeOf(base, values);
    if (change.ok) return change.patch;
    throw new Error(Object.values(change.errors).join(' '));
  },
};

const KeptProfile = z.object({ base: ProfileValues, values: ProfileValues });

/** The profile form: edits, reviews and saves, and asks before anything typed is lost. */
export function ProfileForm({ answer }: { answer: Answer<UserDetail> }) {
  const [isReviewing, setReviewing] = useState(false);
  const resolver: Resolver<ProfileValues> = (values) => {
    const change = changeOf(baseValues, values, irremovableFields(answer.data.connection));
    const errors = change.ok ? {} : change.errors;
    const entries = Object.entries(errors).map(([field, message]) => [field, { type: 'value', message }]);
    return entries.length === 0
      ? { values, errors: {} }
      : { values: {}, errors: Object.fromEntries(entries) };
  };
  const keepKey = `profile ${answer.data.user_id}`;
  const kept = useKept(keepKey, KeptProfile);
  const form = useForm({ defaultValues: joined(kept, valuesOf(answer.data)), mode: 'onTouched', resolver });
  const values = ProfileValues.parse(useWatch({ control: form.control }));
  const saving = useSaving({
    answer,
    shape,
    isDirty: (base) => changedFields(base, values).length > 0,
    current: () => form.getValues(),
    show: (next) => {
      form.reset(next);
    },
    onSaved: (patch) => {
      toast({ text: `Saved ${changesIn(Object.keys(patch).length)}.` });
      reason.clear();
    },
    onFieldProblems: (problems) => {
      for (const { field, detail } of problems) {
        const name = profileFields.find((known) => known === field);
        if (name !== undefined) form.setError(name, { type: 'server', message: detail });
      }
    },
  });
  const baseValues = valuesOf(saving.base.data);
  const changed = changedFields(baseValues, values);
  const reason = useSaveReason(changed, saving.report);
  useKeeping(keepKey, changed.length > 0 ? { base: baseValues, values } : undefined);

  // What cannot be saved as it stands is reviewed all the same, and amounts to no call.
  const reviewed = isReviewing && changed.length > 0 ? changeOf(baseValues, values) : undefined;

  const discardToast = useDiscardToast(changed.length > 0);

  const submit = form.handleSubmit(async (valid) => {
    if (!reason.isMissing) await saving.save(valid, reason.text);
  });
  const discard = () => {
    const undo = saving.discard(form.getValues());
    discardToast({ tone: 'neutral', text: `Discarded ${changesIn(changed.length)}.`, undo });
  };

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event: SubmitEvent) => {
        void submit(event);
      }}
      aria-label="Profile"
    >
      <ProfileFields user={answer.data} base={baseValues} changed={changed} control={form.control} />
      <SaveBar
        count={changed.length}
        isSaving={saving.isSaving}
        reason={reason}
        onReview={() => setReviewing(true)}
        onDiscard={discard}
      >
        {saving.report !== undefined && (
          <SaveReport
            report={saving.report}
            labelOf={labelOf}
            onReload={() => {
              void saving.reload(form.getValues());
            }}
          />
        )}
      </SaveBar>
      <ReviewDialog
        changes={changed.map((field) => ({
          label: fieldLabels[field],
          before: baseValues[field],
          after: values[field],
        }))}
        user={saving.base.data}
        patch={reviewed?.ok === true ? reviewed.patch : undefined}
        isOpen={isReviewing}
        canSave={!saving.isSaving}
        reason={reason}
        onClose={() => setReviewing(false)}
        onSave={() => void submit()}
      />
      {saving.meeting !== undefined && (
        <ConflictDialog
          conflicts={saving.meeting.conflicts}
          taken={saving.meeting.taken}
          labelOf={labelOf}
          onSettle={(choose) => void saving.settle(choose)}
          onClose={saving.leaveMeeting}
        />
      )}
      <LeaveGuard isDirty={changed.length > 0} />
    </form>
  );
}

/** What was typed before the page was left, on top of what is stored now. */
function joined(kept: z.infer<typeof KeptProfile> | undefined, stored: ProfileValues): ProfileValues {
  if (kept === undefined) return stored;
  return ProfileValues.parse(mergeThreeWay(kept.base, kept.values, stored, () => 'mine'));
}

function labelOf([first]: Path): string {
  const field = profileFields.find((known) => known === first);
  return field === undefined ? (first ?? '') : fieldLabels[field];
}
