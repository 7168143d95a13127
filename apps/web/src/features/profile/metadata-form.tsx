import { type CustomField, customFieldFaults, valueOfField } from '@rollcall/shared/user/custom-fields.ts';
import { sameJson } from '@rollcall/shared/user/merge-patch.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { type SubmitEvent, useRef, useState } from 'react';
import { z } from 'zod';
import type { Answer } from '../../api/call.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { toast } from '../../ui/toast.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import styles from './metadata.module.css';
import { MetadataEditor } from './metadata-editor.tsx';
import { readMetadata, textOf } from './metadata-text.ts';
import {
  metadataChange,
  metadataChanges,
  type MetadataKind,
  metadataKinds,
  metadataOf,
  MetadataValues,
} from './metadata-values.ts';
import { ProfileSize } from './profile-size-meter.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { changesIn, SaveBar } from './save-bar.tsx';
import { useSaveReason } from './save-reason.tsx';
import { SaveReport } from './save-report.tsx';
import { mergeThreeWay, type Path } from '@rollcall/shared/user/three-way.ts';
import { useDiscardToast } from './use-discard-toast.ts';
import { type Shape, useSaving } from './use-saving.ts';

type Texts = Record<MetadataKind, string>;

const KeptMetadata = z.object({
  base: MetadataValues,
  texts: z.object({ user_metadata: z.string(), app_metadata: z.string() }),
});

const shape: Shape<MetadataValues> = {
  of: metadataOf,
  parse: (merged) => MetadataValues.parse(merged),
  patch: metadataChange,
};

interface MetadataFormProps {
  answer: Answer<UserDetail>;
  /** The places in metadata that the configuration knows. */
  fields: readonly CustomField[];
}

/** Both metadata as a form and as JSON: edits, reviews and saves them as merge patches. */
export function MetadataForm({ answer, fields }: MetadataFormProps) {
  const keepKey = `metadata ${answer.data.user_id}`;
  const kept = useKept(keepKey, KeptMetadata);
  const [texts, setTexts] = useState(() => joined(kept, metadataOf(answer.data)));
  // A save that began with one text ends with another, when it was edited meanwhile.
  const latest = useRef(texts);
  const edit = (next: Texts) => {
    latest.current = next;
    setTexts(next);
  };
  const [isReviewing, setReviewing] = useState(false);
  const saving = useSaving({
    answer,
    shape,
    isDirty: (base) => metadataKinds.some((kind) => texts[kind] !== textOf(base[kind])),
    current: () => valuesOf(latest.current),
    show: (values) => {
      edit(textsOf(values));
    },
    onSaved: (patch) => {
      toast({ text: `Saved ${Object.keys(patch).join(' and ')}.` });
      reason.clear();
    },
    onFieldProblems: () => undefined,
  });
  const base = metadataOf(saving.base.data);
  const read = {
    user_metadata: readMetadata('user_metadata', texts.user_metadata, base.user_metadata),
    app_metadata: readMetadata('app_metadata', texts.app_metadata, base.app_metadata),
  };
  const values: MetadataValues = {
    user_metadata: read.user_metadata.value ?? base.user_metadata,
    app_metadata: read.app_metadata.value ?? base.app_metadata,
  };
  const fieldFaults = customFieldFaults(
    fields.filter((field) => !sameJson(valueOfField(field, base), valueOfField(field, values))),
    values,
  );
  const faulty = metadataKinds.filter(
    (kind) => !read[kind].ok || fieldFaults.some(({ field }) => field.startsWith(`${kind}.`)),
  );
  const changes = metadataChanges(base, values);
  const isDirty = changes.length > 0 || faulty.length > 0;
  const reason = useSaveReason(
    metadataKinds.filter((kind) => changes.some(({ path }) => path[0] === kind)),
    saving.report,
  );
  useKeeping(keepKey, isDirty ? { base, texts } : undefined);

  const discardToast = useDiscardToast(isDirty);

  const save = () => {
    if (faulty.length === 0 && !reason.isMissing) void saving.save(values, reason.text);
  };
  const discard = () => {
    const undo = saving.discard(values);
    discardToast({
      tone: 'neutral',
      text: faulty.length === 0 ? `Discarded ${changesIn(changes.length)}.` : 'Discarded your changes.',
      undo: () => {
        undo();
        // A text with a fault has no value that could be brought back.
        if (faulty.length > 0) edit(texts);
      },
    });
  };

  return (
    <form
      className={styles.form}
      aria-label="Metadata"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        save();
      }}
    >
      <div className={styles.editors}>
        {metadataKinds.map((kind) => (
          <MetadataEditor
            key={kind}
            kind={kind}
            user={answer.data}
            text={texts[kind]}
            base={base[kind]}
            read={read[kind]}
            fields={fields.filter(({ path }) => path[0] === kind)}
            fieldFaults={fieldFaults}
            onChange={(text) => {
              edit({ ...latest.current, [kind]: text });
            }}
          />
        ))}
      </div>
      <ProfileSize user={saving.base.data} values={values} />
      <SaveBar
        count={changes.length}
        obstacle={faulty.length === 0 ? undefined : `Not ready to save: ${faulty.join(' and ')}`}
        isSaving={saving.isSaving}
        reason={reason}
        onReview={() => setReviewing(true)}
        onDiscard={discard}
      >
        {saving.report !== undefined && (
          <SaveReport
            report={saving.report}
            labelOf={labelOf}
            // A text that is not JSON cannot be joined with what is read.
            canReload={valuesOf(texts) !== undefined}
            onReload={() => void saving.reload(values)}
          />
        )}
      </SaveBar>
      <ReviewDialog
        changes={changes.map(({ path, before, after }) => ({ label: labelOf(path), before, after }))}
        user={saving.base.data}
        patch={isReviewing ? shape.patch(base, values) : undefined}
        isOpen={isReviewing}
        canSave={faulty.length === 0 && !saving.isSaving}
        reason={reason}
        onClose={() => setReviewing(false)}
        onSave={save}
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
      <LeaveGuard isDirty={isDirty} />
    </form>
  );
}

/** What the texts say; nothing when one of them is no JSON object. */
function valuesOf(texts: Texts): MetadataValues | undefined {
  const { value: userMetadata } = readMetadata('user_metadata', texts.user_metadata, {});
  const { value: appMetadata } = readMetadata('app_metadata', texts.app_metadata, {});
  if (userMetadata === undefined || appMetadata === undefined) return undefined;
  return { user_metadata: userMetadata, app_metadata: appMetadata };
}

/** What was typed before the page was left, on top of what is stored now where it can be read. */
function joined(kept: z.infer<typeof KeptMetadata> | undefined, stored: MetadataValues): Texts {
  if (kept === undefined) return textsOf(stored);
  const typed = valuesOf(kept.texts);
  if (typed === undefined) return kept.texts;
  return textsOf(MetadataValues.parse(mergeThreeWay(kept.base, typed, stored, () => 'mine')));
}

function textsOf(values: MetadataValues): Texts {
  return { user_metadata: textOf(values.user_metadata), app_metadata: textOf(values.app_metadata) };
}

function labelOf(path: Path): string {
  return path.join('.');
}
