import { FileUnreadable, readSourceFile, type SourceFile } from '@rollcall/shared/import/source-file.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { useNavigate } from '@tanstack/react-router';
import { ArrowRight, FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { columnFaults, guessColumns } from './columns.ts';
import { type ImportDraft, keepDraft, useDraft } from './draft.ts';
import styles from './import.module.css';
import { MappingTable } from './mapping-table.tsx';
import { PreviewTable } from './preview-table.tsx';
import { readText } from './read-text.ts';

/** What can be pasted; a longer one is a file. */
const longest = 1_000_000;
const count = new Intl.NumberFormat('en');

/** The first step: a file, and where its columns go. */
export function FileStep({ customFields }: { customFields: readonly CustomField[] }) {
  const draft = useDraft();
  return draft === undefined ? (
    <Source customFields={customFields} />
  ) : (
    <Mapping draft={draft} customFields={customFields} />
  );
}

function Source({ customFields }: { customFields: readonly CustomField[] }) {
  const [pasted, setPasted] = useState('');
  const [fault, setFault] = useState<string>();
  const [isReading, setReading] = useState(false);
  const fileRef = useRef<HTMLInputElement>(null);

  const take = async (name: string, reading: Promise<string>) => {
    setReading(true);
    setFault(undefined);
    try {
      const file = readSourceFile(await reading);
      keepDraft({ name, file, columns: guessColumns(file, customFields) });
    } catch (error) {
      if (!(error instanceof FileUnreadable)) throw error;
      setFault(error.message);
    } finally {
      setReading(false);
    }
  };
  const choose = (file: File | undefined) => {
    if (file !== undefined) void take(file.name, readText(file));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    choose(event.dataTransfer.files[0]);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a shortcut for the button
    <div className={styles.source} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <div className={styles.drop}>
        <p>
          Drop a file here: CSV with a row of names, a JSON array, NDJSON, or an export of Auth0, also packed.
        </p>
        <Button
          variant="primary"
          icon={<FileUp aria-hidden />}
          isPending={isReading}
          onPress={() => fileRef.current?.click()}
        >
          Choose a file
        </Button>
        <input
          ref={fileRef}
          type="file"
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,.gz"
          hidden
          aria-label="A file of users"
          onChange={(event) => {
            choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      <TextArea label="Or paste it" value={pasted} onChange={setPasted} rows={6} longest={longest} />
      <span>
        <Button isDisabled={pasted.trim() === ''} onPress={() => void take('', Promise.resolve(pasted))}>
          Read what is pasted
        </Button>
      </span>
      {fault !== undefined && (
        <Notice tone="red" title="The file cannot be read">
          {fault}
        </Notice>
      )}
    </div>
  );
}

function Mapping({ draft, customFields }: { draft: ImportDraft; customFields: readonly CustomField[] }) {
  const navigate = useNavigate();
  const { name, file, columns } = draft;
  const faults = columnFaults(columns);
  const hasPasswords = columns.some(({ why }) => why === 'password');
  const setByAuth0 = columns.filter(({ why }) => why === 'set_by_auth0').map(({ column }) => column);
  const unknown = columns.filter(({ why, target }) => why === 'unknown' && target === '');
  return (
    <>
      <div className={styles.summary}>
        <p>
          <bdi>{name === '' ? 'What was pasted' : name}</bdi>: {count.format(file.rows.length)}{' '}
          {file.rows.length === 1 ? 'user' : 'users'}, {formatWords(file)}.
        </p>
        <Button
          size="small"
          onPress={() => {
            keepDraft(undefined);
          }}
        >
          Another file
        </Button>
      </div>
      {hasPasswords && (
        <Notice tone="amber" title="Passwords are not imported">
          A password is only ever written, and Auth0’s import takes hashes alone (password_hash,
          custom_password_hash). The column is left out, here and in every file that you save.
        </Notice>
      )}
      {setByAuth0.length > 0 && (
        <Notice tone="neutral">Left out, because Auth0 sets it itself: {setByAuth0.join(', ')}.</Notice>
      )}
      {unknown.length > 0 && (
        <Notice tone="neutral">
          {unknown.length === 1 ? 'One column is' : `${unknown.length} columns are`} not imported, because it
          is not known where to: {unknown.map(({ column }) => column).join(', ')}.
        </Notice>
      )}
      <section className={styles.part} aria-labelledby="columns">
        <h2 id="columns">Where the columns go</h2>
        <MappingTable draft={draft} customFields={customFields} />
      </section>
      <section className={styles.part} aria-labelledby="preview">
        <h2 id="preview">The first rows as they will be sent</h2>
        <PreviewTable draft={draft} />
      </section>
      {faults.all !== undefined && <Notice tone="amber">{faults.all}</Notice>}
      <div className={styles.foot}>
        <Button
          variant="primary"
          icon={<ArrowRight aria-hidden />}
          isDisabled={faults.all !== undefined || faults.byPlace.size > 0}
          onPress={() => void navigate({ to: '/import', search: { step: 'check' } })}
        >
          Check {count.format(file.rows.length)} {file.rows.length === 1 ? 'row' : 'rows'}
        </Button>
      </div>
    </>
  );
}

function formatWords({ format, delimiter }: SourceFile): string {
  if (format === 'json') return 'a JSON array';
  if (format === 'ndjson') return 'NDJSON';
  const between = delimiter === ';' ? 'semicolons' : delimiter === '\t' ? 'tabs' : 'commas';
  return `CSV with ${between}`;
}
