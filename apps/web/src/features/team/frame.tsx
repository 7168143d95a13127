import { teamRows } from '@rollcall/shared/contract/team.ts';
import { ArrowLeft } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '../../api/me.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { TabLink, TabLinks } from '../../ui/tab-links.tsx';
import styles from './frame.module.css';

/** The frame of the three lists: team members, team roles, and what the team has agreed on. */
export function TeamFrame(props: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.page}>
      <PageTitle>{props.title}</PageTitle>
      <div className={styles.top}>
        <PageHeader title="Team" actions={props.actions} />
        <TabLinks label="Team">
          <TabLink to="/team" activeOptions={{ exact: true, includeSearch: false }}>
            Members
          </TabLink>
          <TabLink to="/team/roles">Roles</TabLink>
          <TabLink to="/team/settings">Settings</TabLink>
        </TabLinks>
      </div>
      <TeamOnly>{props.children}</TeamOnly>
    </div>
  );
}

/** The frame of a page about one thing of the team, with the way back to the list. */
export function TeamSubpage(props: {
  title: string;
  header?: ReactNode;
  back: 'team' | 'roles';
  children: ReactNode;
}) {
  return (
    <div className={styles.page}>
      <PageTitle>{props.title}</PageTitle>
      <div className={styles.subtop}>
        <Link to={props.back === 'team' ? '/team' : '/team/roles'} className={styles.back}>
          <ArrowLeft aria-hidden />
          {props.back === 'team' ? 'Team' : 'Team roles'}
        </Link>
        {props.header ?? <PageHeader title={props.title} />}
      </div>
      <TeamOnly>{props.children}</TeamOnly>
    </div>
  );
}

/** What is for those who manage the team; others are told why they do not see it. */
function TeamOnly({ children }: { children: ReactNode }) {
  const may = useMay(teamRows.listTeam);
  return may.allowed ? children : <EmptyState title="The team cannot be shown">{may.sentence}</EmptyState>;
}
