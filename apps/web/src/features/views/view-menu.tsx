import { type View, viewsRows } from '@rollcall/shared/contract/views.ts';
import { useNavigate } from '@tanstack/react-router';
import { Copy, Ellipsis, Home, Lock, PencilLine, RotateCcw, Share2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { searchOfView, useViews } from '../../api/views.ts';
import { type MenuAction, MenuButton } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { copyName } from './copy-name.ts';
import { DeleteDialog, ShareDialog } from './act-dialogs.tsx';
import { RenameDialog } from './name-dialogs.tsx';
import { useChangeView, useCreateView, useSetDefaultView } from './use-view-acts.ts';

interface ViewMenuProps {
  view: View;
  /** The search that shows the view as it is kept, where the list shows something else. */
  resetTo?: ReturnType<typeof searchOfView> | undefined;
}

/** What can be done about one view. */
export function ViewMenu({ view, resetTo }: ViewMenuProps) {
  const views = useViews();
  const navigate = useNavigate();
  const may = useMay(viewsRows.updateView);
  const [dialog, setDialog] = useState<'rename' | 'share' | 'delete'>();
  const change = useChangeView();
  const create = useCreateView();
  const begin = useSetDefaultView();
  const why = may.allowed ? undefined : may.sentence;
  const whyNotChange = why ?? (view.is_changeable ? undefined : 'It is somebody else’s.');
  const close = () => setDialog(undefined);

  const duplicate = () => {
    const body = { name: copyName(view.name, views), state: view.state, is_shared: false };
    create.mutate(body, {
      onSuccess: (made) => {
        toast({ text: `“${made.name}” is yours.` });
        void navigate({ to: '/users', search: searchOfView(made) });
      },
      onError: () => toast({ text: 'The view was not duplicated.', tone: 'red' }),
    });
  };
  const share: MenuAction = view.is_shared
    ? {
        id: 'unshare',
        label: 'Make private',
        icon: <Lock aria-hidden />,
        ...refusal(whyNotChange ?? (view.maker === undefined ? 'Nobody’s it would be.' : undefined)),
        onAction: () =>
          change.mutate({
            view,
            body: { is_shared: false },
            said: 'The team does not have the view any more.',
          }),
      }
    : {
        id: 'share',
        label: 'Share with the team…',
        icon: <Share2 aria-hidden />,
        ...refusal(whyNotChange),
        onAction: () => setDialog('share'),
      };
  const items: MenuAction[] = [
    ...(resetTo === undefined
      ? []
      : [
          {
            id: 'reset',
            label: 'Show it as it is kept',
            icon: <RotateCcw aria-hidden />,
            onAction: () => void navigate({ to: '/users', search: resetTo }),
          },
        ]),
    {
      id: 'rename',
      label: 'Rename…',
      icon: <PencilLine aria-hidden />,
      ...refusal(whyNotChange),
      onAction: () => setDialog('rename'),
    },
    {
      id: 'default',
      label: view.is_default ? 'Begin with all users again' : 'Begin with this view',
      icon: <Home aria-hidden />,
      ...refusal(why),
      onAction: () => begin.mutate(view.is_default ? null : view),
    },
    share,
    {
      id: 'duplicate',
      label: 'Duplicate',
      icon: <Copy aria-hidden />,
      ...refusal(why),
      onAction: duplicate,
    },
    {
      id: 'delete',
      label: 'Delete…',
      icon: <Trash2 aria-hidden />,
      tone: 'danger',
      ...refusal(whyNotChange),
      onAction: () => setDialog('delete'),
    },
  ];
  return (
    <>
      <MenuButton
        label={`What to do with the view ${view.name}`}
        icon={<Ellipsis aria-hidden />}
        variant="quiet"
        items={items}
      />
      {dialog === 'rename' && <RenameDialog view={view} onClose={close} />}
      {dialog === 'share' && <ShareDialog view={view} onClose={close} />}
      {dialog === 'delete' && <DeleteDialog view={view} onClose={close} />}
    </>
  );
}

function refusal(why: string | undefined): Pick<MenuAction, 'isDisabled' | 'description'> {
  return why === undefined ? {} : { isDisabled: true, description: why };
}
