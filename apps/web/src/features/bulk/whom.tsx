import { mostBulkUsers } from '@rollcall/shared/contract/bulk.ts';
import { readEntries } from '@rollcall/shared/user/lookup-entries.ts';
import type { DragEvent } from 'react';
import { countOf, type SelectedUsers } from '../../lib/selected-users.ts';
import { Button } from '../../ui/button.tsx';
import { readTextFile } from '../../ui/read-text-file.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { TextFileButton } from '../../ui/text-file-button.tsx';
import styles from './bulk.module.css';

const number = new Intl.NumberFormat('en');
/** What a list has at most, in characters. */
const longest = 10_000_000;

interface WhomProps {
  /** Who was selected in the list of users. */
  selected: SelectedUsers | undefined;
  /** Means those no more. */
  onDrop: () => void;
  text: string;
  onText: (text: string) => void;
}

/** To whom it is to be done: those who were selected, or a list that is pasted or in a file. */
export function Whom({ selected, onDrop, text, onText }: WhomProps) {
  if (selected !== undefined) {
    return (
      <div className={styles.selected}>
        <p>
          <b>{number.format(countOf(selected))}</b> selected in the list of users
          {selected.kind === 'walk' && ', all that matched'}
        </p>
        <Button size="small" variant="quiet" onPress={onDrop}>
          Name others
        </Button>
      </div>
    );
  }
  return <ListOfThem text={text} onText={onText} />;
}

function ListOfThem({ text, onText }: Pick<WhomProps, 'text' | 'onText'>) {
  const entries = readEntries(text);
  const isTooMany = entries.length > mostBulkUsers;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    readTextFile(event.dataTransfer.files[0], longest, onText);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a shortcut for the button
    <div className={styles.list} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <TextArea
        label="E-mail addresses and user_ids"
        value={text}
        onChange={onText}
        rows={6}
        longest={longest}
      />
      <p className={styles.hint}>
        One on each line, or with commas, semicolons or tabs between them. A text file can be dropped here.
      </p>
      <div className={styles.acts}>
        <TextFileButton
          size="small"
          label="A text file with a list of users"
          longest={longest}
          onText={onText}
        />
        <output className={styles.hint} data-bad={isTooMany ? '' : undefined}>
          {isTooMany
            ? `${number.format(entries.length)} are too many: at most ${number.format(mostBulkUsers)}.`
            : entries.length > 0 && `${number.format(entries.length)} named`}
        </output>
      </div>
    </div>
  );
}
