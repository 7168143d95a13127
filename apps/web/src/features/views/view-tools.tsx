import { viewsRows } from '@rollcall/shared/contract/views.ts';
import type { ListState } from '@rollcall/shared/user/list-state.ts';
import { useNavigate } from '@tanstack/react-router';
import { Bookmark, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { allUsers, differs, searchOfView, stateOf, useViews } from '../../api/views.ts';
import { Button } from '../../ui/button.tsx';
import { type MenuAction, MenuButton } from '../../ui/menu.tsx';
import { AllViewsDialog } from './all-views-dialog.tsx';
import { NewViewDialog } from './name-dialogs.tsx';
import { useChangeView } from './use-view-acts.ts';
import { ViewMenu } from './view-menu.tsx';
import styles from './views.module.css';

/** How many views the menu offers at once. */
const few = 10;

/** Opening views beside the search box, and keeping what the list shows as one. */
export function ViewTools({ search }: { search: ListState & { view: string } }) {
  const views = useViews();
  const navigate = useNavigate({ from: '/users' });
  const mayWrite = useMay(viewsRows.createView).allowed;
  const [dialog, setDialog] = useState<'new' | 'all'>();
  const change = useChangeView();
  const open = views.find(({ id }) => id === search.view);
  const isChanged = differs(search, open);
  const close = () => setDialog(undefined);

  const items: MenuAction[] = [
    {
      id: allUsers,
      label: 'All users',
      isCurrent: open === undefined && !isChanged,
      onAction: () => void navigate({ search: { view: allUsers } }),
    },
    ...views.slice(0, few).map((view) => ({
      id: view.id,
      label: view.name,
      description: view.is_own ? undefined : `Shared by ${view.maker ?? 'somebody who has left the team'}`,
      isCurrent: view.id === open?.id,
      onAction: () => void navigate({ search: searchOfView(view) }),
    })),
    {
      id: 'manage',
      label: 'All views…',
      icon: <Ellipsis aria-hidden />,
      onAction: () => setDialog('all'),
    },
  ];
  return (
    <div className={styles.tools}>
      {views.length > 0 && (
        <MenuButton label="Views" items={items} icon={<Bookmark aria-hidden />}>
          Views
        </MenuButton>
      )}
      {isChanged && mayWrite && open?.is_changeable === true && (
        <Button
          isPending={change.isPending}
          onPress={() =>
            change.mutate({
              view: open,
              body: { state: stateOf(search) },
              said: 'The view keeps what the list shows now.',
            })
          }
        >
          Save changes
        </Button>
      )}
      {isChanged && mayWrite && (
        <Button variant={open === undefined ? 'secondary' : 'quiet'} onPress={() => setDialog('new')}>
          {open === undefined ? 'Save view' : 'Save as…'}
        </Button>
      )}
      {open !== undefined && <ViewMenu view={open} resetTo={isChanged ? searchOfView(open) : undefined} />}
      {dialog === 'new' && <NewViewDialog state={stateOf(search)} onClose={close} />}
      {dialog === 'all' && <AllViewsDialog onClose={close} />}
    </div>
  );
}
