import { type EffectivePermission, rolesRows } from '@rollcall/shared/contract/roles.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight, Search } from 'lucide-react';
import { Fragment, useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Why } from '../../ui/why.tsx';
import { byApi, isAbout, stepsOf } from './access-groups.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import { accessQuery } from './queries.ts';
import styles from './roles.module.css';
import { Section } from '../../ui/section.tsx';

/** Beyond so many, a field for searching is worth its place. */
const many = 8;

/** All that the user may do, permission by permission, with every way by which they come to it. */
export function EffectiveAccess({ user }: { user: UserDetail }) {
  const [words, setWords] = useState('');
  const mayRead = useMay(rolesRows.explainUserAccess, [], user);
  const { data, error, refetch } = useQuery({ ...accessQuery(user.user_id), enabled: mayRead.allowed });
  const all = data?.permissions ?? [];
  const shown = words.trim() === '' ? all : all.filter((permission) => isAbout(words, permission));

  return (
    <Section
      title="What counts, and why"
      text="Every permission that this user has in your applications, and each way by which they have it."
    >
      {!mayRead.allowed && <Why sentence={mayRead.sentence} />}
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {mayRead.allowed && data === undefined && error === null && <ListSkeleton />}
      {data !== undefined && data.gaps.length > 0 && (
        <Notice tone="amber" title="Not everything could be looked at">
          <ul className={styles.gaps}>
            {data.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </Notice>
      )}
      {all.length > many && (
        <TextField
          label="Find a permission, role, group or organization"
          type="search"
          prefix={<Search aria-hidden />}
          value={words}
          onChange={setWords}
          autoComplete="off"
          spellCheck="false"
        />
      )}
      {data !== undefined && all.length === 0 && <p className={styles.none}>No permission counts.</p>}
      {all.length > 0 && (
        <output className={styles.count}>
          {shown.length === all.length
            ? `${all.length} ${all.length === 1 ? 'permission' : 'permissions'}`
            : `${shown.length} of ${all.length} permissions`}
        </output>
      )}
      {byApi(shown).map(({ api, name, permissions }) => (
        <div key={api} className={styles.api}>
          <h3 className={styles.apiName} title={api}>
            <bdi>{name}</bdi>
          </h3>
          <ul className={styles.list} aria-label={`What counts of ${name}`}>
            {permissions.map((permission) => (
              <Counting key={permission.permission_name} permission={permission} />
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

function Counting({ permission }: { permission: EffectivePermission }) {
  const ways = permission.reasons.flatMap(stepsOf);
  return (
    <li className={styles.counting}>
      <div className={styles.words}>
        <code className={styles.code}>{permission.permission_name}</code>
        {permission.description !== undefined && (
          <span className={styles.text}>{permission.description}</span>
        )}
      </div>
      <ul className={styles.ways} aria-label={`Why ${permission.permission_name} counts`}>
        {ways.map((steps) => (
          <li key={steps.join(' ')} className={styles.way}>
            {steps.map((step, index) => (
              <Fragment key={step}>
                {index > 0 && <ChevronRight aria-hidden />}
                <bdi>{step}</bdi>
              </Fragment>
            ))}
          </li>
        ))}
      </ul>
    </li>
  );
}
