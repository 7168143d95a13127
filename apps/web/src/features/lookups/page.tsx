import { lookupsRows, mostEntries } from '@rollcall/shared/contract/lookups.ts';
import { readEntries } from '@rollcall/shared/user/lookup-entries.ts';
import { ArrowLeft } from 'lucide-react';
import { type DragEvent, type FormEvent, useMemo, useState } from 'react';
import { lastListSearch } from '../../api/last-list-search.ts';
import { useMay } from '../../api/me.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Meter } from '../../ui/meter.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { readTextFile } from '../../ui/read-text-file.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { TextFileButton } from '../../ui/text-file-button.tsx';
import { keep, kept } from './kept-lookup.ts';
import styles from './lookups.module.css';
import { Result } from './result.tsx';
import { useLookup } from './use-lookup.ts';

const count = new Intl.NumberFormat('en');
/** What is pasted at most, in characters. */
const longest = 2_000_000;

/** Finds the users of a pasted list. */
export function FindPage() {
  const may = useMay(lookupsRows.lookUpUsers);
  return (
    <div className={styles.page}>
      <PageTitle>Paste a list</PageTitle>
      <PageHeader
        title="Paste a list"
        back={
          <ButtonLink
            to="/users"
            search={lastListSearch()}
            variant="quiet"
            size="small"
            icon={<ArrowLeft aria-hidden />}
          >
            Users
          </ButtonLink>
        }
      />
      {may.allowed ? <Finder /> : <EmptyState title="You cannot look up users">{may.sentence}</EmptyState>}
    </div>
  );
}

function Finder() {
  const [text, setText] = useState(kept().text);
  const { lookup, error, isRunning, start, goOn, stop } = useLookup();
  const entries = useMemo(() => readEntries(text), [text]);
  const isTooMany = entries.length > mostEntries;

  const type = (typed: string) => {
    keep({ text: typed });
    setText(typed);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entries.length > 0 && !isTooMany && !isRunning) start(entries);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    readTextFile(event.dataTransfer.files[0], longest, type);
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut for the button */}
      <form
        className={styles.form}
        aria-label="Paste a list"
        onSubmit={submit}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        <TextArea
          label="E-mail addresses and user_ids"
          value={text}
          onChange={type}
          rows={8}
          longest={longest}
        />
        <p className={styles.hint}>
          One on each line, or with commas, semicolons or tabs between them. Of{' '}
          <code>Ada &lt;ada@example.com&gt;</code> the address is taken. A text file can be dropped here.
        </p>
        <div className={styles.acts}>
          <Button
            type="submit"
            variant="primary"
            isDisabled={entries.length === 0 || isTooMany}
            isPending={isRunning}
          >
            Find users
          </Button>
          <TextFileButton label="A text file with a list" longest={longest} onText={type} />
          <output className={styles.count} data-bad={isTooMany ? '' : undefined}>
            {isTooMany
              ? `${count.format(entries.length)} entries are too many: at most ${count.format(mostEntries)}.`
              : entries.length === 1
                ? '1 entry'
                : entries.length > 0 && `${count.format(entries.length)} entries`}
          </output>
        </div>
      </form>
      {lookup !== undefined && lookup.done.length < lookup.entries.length && (
        <div className={styles.progress}>
          <Meter
            label={isRunning ? 'Looking them up' : 'Stopped'}
            value={lookup.done.length}
            max={lookup.entries.length}
            words={`${count.format(lookup.done.length)} of ${count.format(lookup.entries.length)}`}
          />
          {isRunning ? <Button onPress={stop}>Stop</Button> : <Button onPress={goOn}>Go on</Button>}
        </div>
      )}
      {error !== undefined && <ProblemNotice error={error} onRetry={goOn} />}
      {lookup !== undefined && lookup.done.length > 0 && <Result lookup={lookup} />}
    </>
  );
}
