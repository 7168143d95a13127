import type { HeldGrant } from '@rollcall/shared/access/grants.ts';
import { isFullAdmin, refuseBeyond } from '@rollcall/shared/access/rank.ts';
import type { UserScope } from '@rollcall/shared/access/user-scope.ts';
import type { TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AssignableEditor } from './assignable-editor.tsx';
import { type GrantDraft, grantOf, holdWith, readScopeDraft } from './grant-draft.ts';
import styles from './grants-editor.module.css';
import { MaskEditor } from './mask-editor.tsx';
import { PermissionSentences } from './permission-sentences.tsx';
import { ScopeEditor } from './scope-editor.tsx';

interface GrantEditorProps {
  title: string;
  draft: GrantDraft;
  roles: readonly TeamRoleDetail[];
  own: readonly HeldGrant[];
  onChange: (draft: GrantDraft) => void;
  /** Absent where it is the only one. */
  onRemove: (() => void) | undefined;
}

/** One role with whom it covers and what it hides. What one does not have oneself cannot be given. */
export function GrantEditor({ title, draft, roles, own, onChange, onRemove }: GrantEditorProps) {
  const read = readScopeDraft(draft.scope);
  const scope: UserScope | undefined = read.ok ? read.scope : undefined;
  const chosen = roles.find(({ id }) => id === draft.role);
  // Until it is said whom a grant covers, it is judged as if it covered everybody.
  const refusalOf = (role: string) =>
    refuseBeyond(own, holdWith([grantOf(role, scope ?? { all: true }, draft)], roles));
  const refusal = chosen === undefined || scope === undefined ? undefined : refusalOf(chosen.id);
  const isTopAdmin =
    chosen?.id === 'admin' &&
    scope !== undefined &&
    isFullAdmin(holdWith([grantOf('admin', scope, draft)], roles));
  const isOverEverybody = scope === undefined ? draft.scope.kind === 'everybody' : 'all' in scope;
  const gives = chosen?.permissions.includes('roles:assign') === true;

  return (
    <section className={styles.grant} aria-label={title}>
      <div className={styles.head}>
        <h3 className={styles.title}>{chosen === undefined ? title : `${title}: ${chosen.title}`}</h3>
        {onRemove !== undefined && (
          <IconButton
            label={`Take away ${title.toLowerCase()}`}
            size="small"
            icon={<Trash2 aria-hidden />}
            onPress={onRemove}
          />
        )}
      </div>
      <Part title="What they may do" text="A built-in team role, or one that your team has made.">
        <Select
          label="Team role"
          placeholder="Choose a team role…"
          options={roles.map((role) => {
            const beyond = refusalOf(role.id);
            const count = role.permissions.length;
            return {
              id: role.id,
              label: role.title,
              description: beyond?.sentence ?? `${count} ${count === 1 ? 'permission' : 'permissions'}`,
              isDisabled: beyond !== undefined && role.id !== draft.role,
            };
          })}
          selectedKey={draft.role}
          onSelectionChange={(role) => {
            onChange({ ...draft, role });
          }}
        />
        {chosen !== undefined && (
          <PermissionSentences permissions={chosen.permissions} isOverEverybody={isOverEverybody} />
        )}
      </Part>
      <Part title="Over which users" text="Users outside of it do not exist for them, anywhere in Rollcall.">
        <ScopeEditor
          draft={draft.scope}
          mask={draft.mask}
          onChange={(next) => {
            onChange({ ...draft, scope: next });
          }}
        />
      </Part>
      <Part
        title="What is hidden"
        text="Hidden fields are not shown, and cannot be searched, sorted or exported by."
      >
        <MaskEditor
          mask={draft.mask}
          onChange={(mask) => {
            onChange({ ...draft, mask });
          }}
        />
      </Part>
      {/* What was said for another team role is not kept out of sight. */}
      {(gives || draft.assignableRoles !== undefined) && (
        <Part
          title="Which roles of the tenant they may give"
          text={
            gives
              ? 'And take away. A role of the tenant says what a user may do in your applications.'
              : 'Counts only with a team role that has roles:assign.'
          }
        >
          <AssignableEditor
            roles={draft.assignableRoles}
            isOverEverybody={isOverEverybody}
            onChange={(assignableRoles) => {
              onChange({ ...draft, assignableRoles });
            }}
          />
        </Part>
      )}
      {(refusal !== undefined || isTopAdmin) && (
        <div className={styles.refusal}>
          {refusal === undefined ? (
            <Notice tone="amber">
              An Admin over all users can do everything there is, and can change you too.
            </Notice>
          ) : (
            <Notice tone="red" title="You cannot give this">
              {refusal.sentence}
            </Notice>
          )}
        </div>
      )}
    </section>
  );
}

function Part({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <div>
        <h4 className={styles.partTitle}>{title}</h4>
        <p className={styles.partText}>{text}</p>
      </div>
      <div className={styles.fields}>{children}</div>
    </div>
  );
}
