import { attributeGuide, type AttributeRule, type Need } from '@rollcall/shared/user/attribute-guide.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Check, EyeOff, Lock, Pencil, X } from 'lucide-react';
import { useMeans } from '../../api/me.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from './guide.module.css';
import { SyncSetting } from './sync-setting.tsx';
import { syncWords } from './sync-words.ts';

/** What this team member may change of this user, what not, and why: attribute by attribute. */
export function Guide({ user }: { user: UserDetail }) {
  const rules = attributeGuide(user, useMeans(user));
  const open = rules.filter(({ editable }) => editable.editable);
  const closed = rules.filter(({ editable }) => !editable.editable);
  const { connection } = user;
  const sync = connection?.set_user_root_attributes ?? null;
  return (
    <div className={styles.guide}>
      {connection !== null && sync !== null && (
        <div className={styles.sync}>
          <p>
            <bdi>{connection.name}</bdi> sets name, nickname, given name, family name and picture:{' '}
            <strong>{syncWords[sync].toLowerCase()}</strong>.
          </p>
          <SyncSetting connection={connection} />
        </div>
      )}
      <Rules title={`You can change ${open.length}`} rules={open} />
      <Rules title={`You cannot change ${closed.length}`} rules={closed} />
    </div>
  );
}

function Rules({ title, rules }: { title: string; rules: readonly AttributeRule[] }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.partTitle}>{title}</h3>
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <li key={rule.attribute} className={styles.rule}>
            <div className={styles.head}>
              <code className={styles.attribute}>{rule.attribute}</code>
              <State rule={rule} />
            </div>
            <p className={styles.source}>{rule.source}</p>
            {!rule.editable.editable && rule.editable.cause !== 'recorded' && (
              <p className={styles.reason}>{rule.editable.reason}</p>
            )}
            {rule.permission !== undefined && (
              <ul className={styles.needs} aria-label={`What changing ${rule.attribute} needs`}>
                <NeedItem kind="permission" need={rule.permission} />
                {rule.scopes.map((need) => (
                  <NeedItem key={need.name} kind="scope" need={need} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function State({ rule: { viewable, editable, attribute } }: { rule: AttributeRule }) {
  if (!viewable && attribute !== 'password') return <Badge icon={<EyeOff aria-hidden />}>Hidden</Badge>;
  if (editable.editable) {
    return (
      <Badge tone="green" icon={<Pencil aria-hidden />}>
        {viewable ? 'Editable' : 'Can be set'}
      </Badge>
    );
  }
  return (
    <Badge icon={<Lock aria-hidden />}>
      {editable.cause === 'lock' ? 'Locked' : viewable ? 'Read-only' : 'Cannot be set'}
    </Badge>
  );
}

function NeedItem({ kind, need: { name, given } }: { kind: 'permission' | 'scope'; need: Need }) {
  return (
    <li className={styles.need} data-given={given}>
      {given ? <Check aria-hidden /> : <X aria-hidden />}
      <span>
        <span className={styles.kind}>{kind === 'permission' ? 'you' : 'token'}</span> <code>{name}</code>
        {!given && ' (missing)'}
      </span>
    </li>
  );
}
