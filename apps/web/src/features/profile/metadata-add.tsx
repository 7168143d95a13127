import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './metadata-tree.module.css';

const kinds = ['text', 'number', 'boolean', 'object', 'list'] as const;
type Kind = (typeof kinds)[number];

const labels: Record<Kind, string> = {
  text: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  object: 'Object',
  list: 'List',
};

interface AddEntryProps {
  path: string;
  /** The keys that are there; absent for a list, whose items have none. */
  taken?: readonly string[];
  onAdd: (key: string, value: unknown) => void;
}

/** Adds a key to an object, or an item to a list. */
export function AddEntry({ path, taken, onAdd }: AddEntryProps) {
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState('');
  const [kind, setKind] = useState<Kind>('text');
  const isTaken = taken?.includes(key.trim()) === true;
  const isReady = taken === undefined || (key.trim() !== '' && !isTaken);
  const add = () => {
    if (!isReady) return;
    onAdd(key.trim(), beginning(kind));
    setKey('');
    setOpen(false);
  };
  if (!isOpen) {
    return (
      <div>
        <Button
          size="small"
          variant="quiet"
          icon={<Plus aria-hidden />}
          aria-label={`Add to ${path}`}
          onPress={() => setOpen(true)}
        >
          Add
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.add}>
      {taken !== undefined && (
        <TextField
          label="New key"
          value={key}
          onChange={setKey}
          errorMessage={isTaken ? 'There is such a key already.' : undefined}
          autoComplete="off"
          spellCheck="false"
          mono
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to type this
          autoFocus
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // It adds the key and does not save the form.
            event.preventDefault();
            add();
          }}
        />
      )}
      <Select
        label="Kind"
        options={kinds.map((id) => ({ id, label: labels[id] }))}
        selectedKey={kind}
        onSelectionChange={setKind}
      />
      <div className={styles.addButtons}>
        <Button size="small" onPress={() => setOpen(false)}>
          Cancel
        </Button>
        <Button size="small" variant="primary" isDisabled={!isReady} onPress={add}>
          Add
        </Button>
      </div>
    </div>
  );
}

function beginning(kind: Kind): unknown {
  return { text: '', number: 0, boolean: false, object: {}, list: [] }[kind];
}
