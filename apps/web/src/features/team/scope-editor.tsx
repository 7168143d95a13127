import { Braces, ListTree } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { JsonEditor } from '../../ui/json-editor.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Why } from '../../ui/why.tsx';
import { jsonOf, readScopeDraft, type ScopeDraft } from './grant-draft.ts';
import { draftOf, newGroup, scopeOf } from './scope-draft.ts';
import styles from './scope-editor.module.css';
import { readScope, scopeFaults } from './scope-faults.ts';
import { ScopeGroup } from './scope-group.tsx';
import { ScopePreview } from './scope-preview.tsx';

interface ScopeEditorProps {
  draft: ScopeDraft;
  mask: readonly string[];
  onChange: (draft: ScopeDraft) => void;
}

/** Which users a grant covers: everybody, or those who meet conditions, said step by step or as JSON. */
export function ScopeEditor({ draft, mask, onChange }: ScopeEditorProps) {
  const read = readScopeDraft(draft);
  return (
    <>
      <RadioGroup
        label="Users"
        options={[
          { id: 'everybody', label: 'All users' },
          { id: 'certain', label: 'Certain users' },
        ]}
        value={draft.kind === 'everybody' ? 'everybody' : 'certain'}
        onChange={(choice) => {
          if (choice === 'everybody') onChange({ kind: 'everybody' });
          else if (draft.kind === 'everybody') onChange({ kind: 'builder', root: newGroup() });
        }}
      />
      {draft.kind !== 'everybody' && <Conditions draft={draft} onChange={onChange} />}
      <ScopePreview read={read} mask={mask} />
    </>
  );
}

interface ConditionsProps {
  draft: Exclude<ScopeDraft, { kind: 'everybody' }>;
  onChange: (draft: ScopeDraft) => void;
}

function Conditions({ draft, onChange }: ConditionsProps) {
  if (draft.kind === 'builder') {
    return (
      <div className={styles.editor}>
        <ScopeGroup
          group={draft.root}
          depth={1}
          label="Conditions"
          onChange={(root) => {
            onChange({ kind: 'builder', root });
          }}
        />
        <Button
          size="small"
          variant="quiet"
          icon={<Braces aria-hidden />}
          onPress={() => {
            onChange({ kind: 'json', text: jsonOf(scopeOf(draft.root)) });
          }}
        >
          Write it as JSON
        </Button>
      </div>
    );
  }
  const scope = readScope(draft.text);
  const root = scope === undefined ? undefined : draftOf(scope);
  return (
    <div className={styles.editor}>
      <JsonEditor
        label="The scope as JSON"
        value={draft.text}
        faultsOf={scopeFaults}
        onChange={(text) => {
          onChange({ kind: 'json', text });
        }}
      />
      <FirstFault text={draft.text} />
      <div className={styles.switch}>
        <Button
          size="small"
          variant="quiet"
          icon={<ListTree aria-hidden />}
          isDisabled={root === undefined}
          onPress={() => {
            if (root !== undefined) onChange({ kind: 'builder', root });
          }}
        >
          Build it step by step
        </Button>
        {scope !== undefined && root === undefined && (
          <Why sentence="What is written here can only be shown as JSON." />
        )}
      </div>
    </div>
  );
}

/** What is wrong, for those who do not see the mark in the text. */
function FirstFault({ text }: { text: string }) {
  const [fault] = scopeFaults(text);
  if (fault === undefined) return null;
  return (
    <output className={styles.fault}>
      {fault.path.length > 0 && <code>{fault.path.join('.')}: </code>}
      {fault.detail}
    </output>
  );
}
