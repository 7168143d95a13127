import { errorText, failingFile } from '@rollcall/shared/import/failing-rows.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight, Download } from 'lucide-react';
import { useState } from 'react';
import { saveFile } from '../../lib/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { ImportDraft } from './draft.ts';
import { FaultTable } from './fault-table.tsx';
import styles from './import.module.css';
import { useCheck } from './use-check.ts';

const count = new Intl.NumberFormat('en');
const atATime = 100;

/** The second step: every row is judged before anything is sent. */
export function CheckStep({
  draft,
  customFields,
}: {
  draft: ImportDraft;
  customFields: readonly CustomField[];
}) {
  const navigate = useNavigate();
  const done = useCheck(draft, customFields);
  const { checked, file } = draft;
  const back = (
    <Button icon={<ArrowLeft aria-hidden />} onPress={() => void navigate({ to: '/import' })}>
      Back to the columns
    </Button>
  );
  if (checked === undefined) {
    return (
      <>
        <Meter
          label="Checking the rows"
          value={done}
          max={file.rows.length}
          words={`${count.format(done)} of ${count.format(file.rows.length)}`}
        />
        <div className={styles.foot}>{back}</div>
      </>
    );
  }
  const { good, bad } = checked;
  return (
    <>
      <div aria-live="polite">
        {bad.length === 0 ? (
          <Notice tone="green" title={`All ${count.format(good.length)} rows can be sent`}>
            Auth0 may still refuse some of them, such as users who are there already.
          </Notice>
        ) : (
          <Notice
            tone="amber"
            title={`${count.format(bad.length)} of ${count.format(file.rows.length)} rows cannot be sent`}
            action={
              <Button
                size="small"
                icon={<Download aria-hidden />}
                onPress={() => {
                  saveFailing(draft, bad);
                }}
              >
                Save these rows
              </Button>
            }
          >
            Save them as a file, mend it, and import it by itself: it has the same columns, and one that says
            what is wrong, of which the import takes no notice. The other {count.format(good.length)} can be
            sent now.
          </Notice>
        )}
      </div>
      {bad.length > 0 && <Faults draft={draft} bad={bad} />}
      <div className={styles.foot}>
        {back}
        <Button
          variant="primary"
          icon={<ArrowRight aria-hidden />}
          isDisabled={good.length === 0}
          onPress={() => void navigate({ to: '/import', search: { step: 'target' } })}
        >
          Go on with {count.format(good.length)} {good.length === 1 ? 'row' : 'rows'}
        </Button>
      </div>
    </>
  );
}

type Bad = NonNullable<ImportDraft['checked']>['bad'];

function Faults({ draft: { columns }, bad }: { draft: ImportDraft; bad: Bad }) {
  const [most, setMost] = useState(atATime);
  const faults = bad.slice(0, most).flatMap(({ row, faults: found }) =>
    found.map(({ field, detail }) => ({
      line: row.line,
      where: columns.find(({ target }) => target !== '' && isAt(field, target))?.column ?? field,
      detail,
    })),
  );
  return (
    <>
      <FaultTable label="Rows that cannot be sent" where="Column" faults={faults} />
      {bad.length > most && (
        <span>
          <Button
            onPress={() => {
              setMost(most + atATime);
            }}
          >
            Show more of {count.format(bad.length)}
          </Button>
        </span>
      )}
    </>
  );
}

function isAt(field: string, target: string): boolean {
  return field === target || field.startsWith(`${target}.`);
}

function saveFailing({ file, name }: ImportDraft, bad: Bad): void {
  const { extension, type, text } = failingFile(
    file,
    bad.map(({ row, faults }) => ({ row, error: errorText(faults) })),
  );
  const stem = name.replace(/(?:\.\w{1,6}){1,2}$/, '');
  saveFile({ name: `${stem === '' ? 'users' : stem}-to-mend.${extension}`, type, text });
}
