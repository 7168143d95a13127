import { isMasked } from '@rollcall/shared/access/mask.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { FieldProblem } from '@rollcall/shared/problems.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import type { JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Lock } from 'lucide-react';
import { useId } from 'react';
import { useMay } from '../../api/me.ts';
import { useMediaQuery } from '../../lib/media-query.ts';
import { JsonEditor } from '../../ui/json-editor.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import styles from './metadata.module.css';
import { MaskedValue } from './masked-field.tsx';
import { MetadataFields } from './metadata-fields.tsx';
import { type MetadataText, readMetadata, textOf } from './metadata-text.ts';
import type { MetadataKind } from './metadata-values.ts';

interface MetadataEditorProps {
  kind: MetadataKind;
  user: UserDetail;
  text: string;
  /** What is stored. */
  base: JsonObject;
  /** The text, read. */
  read: MetadataText;
  onChange: (text: string) => void;
  /** The custom fields of this kind, and what is wrong with their values. */
  fields: readonly CustomField[];
  fieldFaults: readonly FieldProblem[];
}

const purposes: Record<MetadataKind, string> = {
  user_metadata: 'Preferences and the like. Applications may let users change it themselves.',
  app_metadata: 'What decides about access and plans. Users cannot change it themselves.',
};

/** One of the two metadata as a form and as JSON, in step with one another, with what is wrong with it below. */
export function MetadataEditor({
  kind,
  user,
  text,
  base,
  read,
  onChange,
  fields,
  fieldFaults,
}: MetadataEditorProps) {
  const titleId = useId();
  const isNarrow = useMediaQuery('(width < 1000px)');
  const may = useMay(profileRows.updateUser, [kind], user);
  const hidden = user.masked.filter((path) => path === kind || path.startsWith(`${kind}.`));
  const form =
    read.value === undefined ? (
      <p className={styles.unread}>The form is back as soon as the JSON can be read.</p>
    ) : (
      <MetadataFields
        kind={kind}
        fields={fields}
        faults={fieldFaults}
        masked={user.masked}
        value={read.value}
        isReadOnly={!may.allowed}
        onChange={(next) => onChange(textOf(next))}
      />
    );
  const json = (
    <JsonEditor
      label={kind}
      value={text}
      {...(may.allowed ? { onChange, faultsOf: (typed) => faultsOf(kind, typed, base) } : {})}
    />
  );
  return (
    <section className={styles.editor} aria-labelledby={titleId}>
      <div>
        <h2 id={titleId} className={styles.title}>
          {kind}
        </h2>
        <p className={styles.note}>
          {may.allowed ? (
            purposes[kind]
          ) : (
            <>
              <Lock aria-hidden />
              {may.sentence}
            </>
          )}
        </p>
        {hidden.length > 0 && (
          <ul className={styles.hidden} aria-label={`Hidden in ${kind}`}>
            {hidden.map((path) => (
              <li key={path}>
                <code>{path}</code>
                <MaskedValue user={user} field={path} label={path} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {!isMasked(user.masked, kind) &&
        (isNarrow ? (
          <Tabs
            label={kind}
            tabs={[
              { id: 'form', title: 'Form', content: form },
              { id: 'json', title: 'JSON', content: json },
            ]}
          />
        ) : (
          <div className={styles.panes}>
            {form}
            {json}
          </div>
        ))}
      {!read.ok && (
        <ul className={styles.faults} aria-live="polite" aria-label={`What is wrong with ${kind}`}>
          {read.faults.map(({ path, detail }) => (
            <li key={`${path.join('.')} ${detail}`}>
              {path.length > 0 && <code>{path.join('.')}</code>} {detail}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function faultsOf(kind: MetadataKind, text: string, base: JsonObject) {
  const read = readMetadata(kind, text, base);
  return read.ok ? [] : read.faults;
}
