import { isMasked } from '@rollcall/shared/access/mask.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Lock } from 'lucide-react';
import { useId } from 'react';
import { useMay } from '../../api/me.ts';
import { JsonEditor } from '../../ui/json-editor.tsx';
import styles from './metadata.module.css';
import { MaskedValue } from './masked-field.tsx';
import { type MetadataText, readMetadata } from './metadata-text.ts';
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
}

const purposes: Record<MetadataKind, string> = {
  user_metadata: 'Preferences and the like. Applications may let users change it themselves.',
  app_metadata: 'What decides about access and plans. Users cannot change it themselves.',
};

/** One of the two metadata as JSON, with what is wrong with it below. */
export function MetadataEditor({ kind, user, text, base, read, onChange }: MetadataEditorProps) {
  const titleId = useId();
  const may = useMay(profileRows.updateUser, [kind], user);
  const hidden = user.masked.filter((path) => path === kind || path.startsWith(`${kind}.`));
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
      {!isMasked(user.masked, kind) && (
        <JsonEditor
          label={kind}
          value={text}
          {...(may.allowed ? { onChange, faultsOf: (typed) => faultsOf(kind, typed, base) } : {})}
        />
      )}
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
