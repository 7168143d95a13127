import { FolderPlus, Plus, Trash2 } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { ScopeCondition } from './scope-condition.tsx';
import { type GroupDraft, maxDepth, newCondition, newGroup, type PartDraft } from './scope-draft.ts';
import styles from './scope-editor.module.css';

interface ScopeGroupProps {
  group: GroupDraft;
  /** How many levels it stands in, itself included. */
  depth: number;
  label: string;
  onChange: (group: GroupDraft) => void;
  /** Absent for the outermost group. */
  onRemove?: () => void;
}

const joints = [
  { id: 'and', label: 'All of these hold' },
  { id: 'or', label: 'Any of these holds' },
  { id: 'not and', label: 'Not all of these hold' },
  { id: 'not or', label: 'None of these holds' },
] as const;

/** Conditions, and groups of them, that are joined by and, or, or their opposite. */
export function ScopeGroup({ group, depth, label, onChange, onRemove }: ScopeGroupProps) {
  const { parts } = group;
  const levels = depth + (group.isNegated ? 1 : 0);
  const change = (next: PartDraft[]) => {
    onChange({ ...group, parts: next });
  };
  return (
    <fieldset className={styles.group} aria-label={label}>
      <div className={styles.groupHead}>
        <div className={styles.joint}>
          <Select
            label={label}
            options={joints}
            selectedKey={`${group.isNegated ? 'not ' : ''}${group.joint}` as const}
            onSelectionChange={(choice) => {
              const joint = choice.endsWith('and') ? 'and' : 'or';
              onChange({ ...group, joint, isNegated: choice.startsWith('not') });
            }}
          />
        </div>
        {onRemove !== undefined && (
          <IconButton
            label={`Remove ${label.toLowerCase()}`}
            icon={<Trash2 aria-hidden />}
            onPress={onRemove}
          />
        )}
      </div>
      <div className={styles.parts}>
        {parts.map((part, index) => {
          const keep = (next: PartDraft) => {
            change(parts.map((other) => (other.id === part.id ? next : other)));
          };
          const remove = () => {
            change(parts.filter(({ id }) => id !== part.id));
          };
          return part.kind === 'group' ? (
            <ScopeGroup
              key={part.id}
              group={part}
              depth={levels + 1}
              label={`Group ${index + 1}`}
              onChange={keep}
              onRemove={remove}
            />
          ) : (
            <ScopeCondition
              key={part.id}
              condition={part}
              label={`Condition ${index + 1}`}
              onChange={keep}
              onRemove={parts.length > 1 || onRemove !== undefined ? remove : undefined}
            />
          );
        })}
      </div>
      <div className={styles.adds}>
        <Button size="small" icon={<Plus aria-hidden />} onPress={() => change([...parts, newCondition()])}>
          Add a condition
        </Button>
        {levels < maxDepth && (
          <Button
            size="small"
            icon={<FolderPlus aria-hidden />}
            onPress={() => change([...parts, newGroup(group.joint === 'and' ? 'or' : 'and')])}
          >
            Add a group
          </Button>
        )}
      </div>
    </fieldset>
  );
}
