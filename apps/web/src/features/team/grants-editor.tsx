import type { HeldGrant } from '@rollcall/shared/access/grants.ts';
import type { TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { Plus } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { type GrantDraft, newGrantDraft } from './grant-draft.ts';
import { GrantEditor } from './grant-editor.tsx';
import styles from './grants-editor.module.css';

/** As many grants as one team member can have. */
const most = 20;

interface GrantsEditorProps {
  drafts: readonly GrantDraft[];
  onChange: (drafts: GrantDraft[]) => void;
  roles: readonly TeamRoleDetail[];
  /** What one has oneself: nobody gives more. */
  own: readonly HeldGrant[];
}

/** The roles of one team member, each with whom it covers and what it hides. */
export function GrantsEditor({ drafts, onChange, roles, own }: GrantsEditorProps) {
  return (
    <div className={styles.grants}>
      {drafts.map((draft, index) => (
        <GrantEditor
          key={draft.id}
          title={drafts.length === 1 ? 'Role' : `Role ${index + 1}`}
          draft={draft}
          roles={roles}
          own={own}
          onChange={(next) => {
            onChange(drafts.map((other) => (other.id === draft.id ? next : other)));
          }}
          onRemove={
            drafts.length === 1
              ? undefined
              : () => {
                  onChange(drafts.filter(({ id }) => id !== draft.id));
                }
          }
        />
      ))}
      <div>
        <Button
          icon={<Plus aria-hidden />}
          isDisabled={drafts.length >= most}
          onPress={() => {
            onChange([...drafts, newGrantDraft()]);
          }}
        >
          Add another role
        </Button>
      </div>
    </div>
  );
}
