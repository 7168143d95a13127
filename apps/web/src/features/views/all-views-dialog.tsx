import type { View } from '@rollcall/shared/contract/views.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { searchOfView, useViews } from '../../api/views.ts';
import { Badge } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ViewMenu } from './view-menu.tsx';
import styles from './views.module.css';

/** From so many on, a list of views can be searched. */
const many = 8;

/** All views of a team member, to open one or do something about it. */
export function AllViewsDialog({ onClose }: { onClose: () => void }) {
  const views = useViews();
  const [typed, setTyped] = useState('');
  const found = views.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <Dialog title="Views" isOpen onOpenChange={onClose}>
      <div className={styles.form}>
        {views.length >= many && (
          <TextField
            label="Name"
            hint="or a part of it"
            value={typed}
            onChange={setTyped}
            autoComplete="off"
          />
        )}
        {found.length === 0 ? (
          <p>{views.length === 0 ? 'There are no views any more.' : 'No view has this in its name.'}</p>
        ) : (
          <ul className={styles.all} aria-label="All views">
            {found.map((view) => (
              <Entry key={view.id} view={view} onOpen={onClose} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

function Entry({ view, onOpen }: { view: View; onOpen: () => void }) {
  return (
    <li className={styles.entry}>
      <div className={styles.entryWords}>
        <Link to="/users" search={searchOfView(view)} onClick={onOpen} className={styles.entryLink}>
          <bdi>{view.name}</bdi>
        </Link>
        <span className={styles.faint}>
          <bdi>{view.state.q === '' ? 'All users' : view.state.q}</bdi>
        </span>
        {(view.is_default || view.is_shared) && (
          <span className={styles.badges}>
            {view.is_default && <Badge tone="blue">Begins with it</Badge>}
            {view.is_shared && (
              <Badge>
                {view.is_own ? 'Shared by you' : `Shared by ${view.maker ?? 'somebody who has left'}`}
              </Badge>
            )}
          </span>
        )}
      </div>
      <ViewMenu view={view} />
    </li>
  );
}
