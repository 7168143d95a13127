import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { meQuery } from '../api/me.ts';
import { hasUnsavedChanges } from '../lib/unsaved-changes.ts';
import { endSession, onSessionMessage, resumeSession, useSessionEnded } from './session.ts';

const SessionEndedDialog = lazy(async () => ({
  default: (await import('./session-ended-dialog.tsx')).SessionEndedDialog,
}));

/**
 * Keeps a form alive when the session ends under it: the person signs in again in another tab and
 * goes on here. Only the same person can; what one typed is not sent as another.
 */
export function SessionGuard() {
  const queryClient = useQueryClient();
  const isEnded = useSessionEnded();
  const [fault, setFault] = useState<string>();

  const goOn = useCallback(async () => {
    const before = queryClient.getQueryData(meQuery.queryKey);
    const now = await queryClient
      .fetchQuery({ ...meQuery, staleTime: 0, retry: false })
      .catch(() => undefined);
    if (now === undefined) return setFault('You are not signed in yet.');
    if (before !== undefined && before.member.id !== now.member.id) {
      if (!hasUnsavedChanges()) return window.location.reload();
      queryClient.setQueryData(meQuery.queryKey, before);
      return setFault('Someone else is signed in now. Sign in as yourself, or leave this page.');
    }
    setFault(undefined);
    resumeSession();
    await queryClient.invalidateQueries();
  }, [queryClient]);

  // Signed out elsewhere: on purpose, so no sign-in is begun here.
  useEffect(
    () =>
      onSessionMessage((message) => {
        if (message === 'signed_in') return void goOn();
        leaveSession(queryClient);
      }),
    [queryClient, goOn],
  );

  if (!isEnded) return null;
  return (
    <Suspense>
      <SessionEndedDialog fault={fault} onContinue={goOn} />
    </Suspense>
  );
}

function leaveSession(queryClient: QueryClient): void {
  if (hasUnsavedChanges()) return endSession();
  queryClient.clear();
  window.location.assign('/sign-in?reason=signed_out');
}
