import { type View, viewsRows } from '@rollcall/shared/contract/views.ts';
import type { ListState } from '@rollcall/shared/user/list-state.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { viewsQuery } from '../../api/views.ts';
import { ProblemError } from '../../lib/problem-error.ts';
import { toast } from '../../ui/toast.tsx';

interface NewView {
  name: string;
  state: ListState;
  is_shared: boolean;
}

/** Keeps a new view; what went wrong is for the caller to show. */
export function useCreateView() {
  const reread = useReread();
  return useMutation({
    mutationFn: async (body: NewView) => (await call(viewsRows.createView, { body })).data,
    onSuccess: reread,
  });
}

interface Change {
  view: View;
  body: Partial<NewView>;
  /** What to say when it is done. */
  said: string;
}

/** Changes a view. What went wrong is said in a toast, unless the caller shows it. */
export function useChangeView(isShown = false) {
  const reread = useReread();
  return useMutation({
    mutationFn: async ({ view, body }: Change) =>
      (await call(viewsRows.updateView, { params: { viewId: view.id }, body })).data,
    onSuccess: async (_view, { said }) => {
      await reread();
      toast({ text: said });
    },
    ...(isShown ? {} : { onError: toastError }),
  });
}

/** Deletes a view; what went wrong is for the caller to show. */
export function useDeleteView() {
  const reread = useReread();
  return useMutation({
    mutationFn: (view: View) => call(viewsRows.deleteView, { params: { viewId: view.id } }),
    onSuccess: reread,
  });
}

/** Has the list of users begin with a view, or with all users. */
export function useSetDefaultView() {
  const reread = useReread();
  return useMutation({
    mutationFn: (view: View | null) =>
      call(viewsRows.setDefaultView, { body: { view_id: view?.id ?? null } }),
    onSuccess: async (_nothing, view) => {
      await reread();
      const what = view === null ? 'all users' : `“${view.name}”`;
      toast({ text: `The list of users begins with ${what}.` });
    },
    onError: toastError,
  });
}

/** Reads the views again, and waits for them: what is opened next may be a new one. */
function useReread(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey });
}

function toastError(error: Error): void {
  const said = error instanceof ProblemError ? error.problem.detail : 'Rollcall cannot be reached.';
  toast({ text: `This was not done. ${said}`, tone: 'red' });
}
