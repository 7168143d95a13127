import { type HistoryKind, historyKinds } from '@rollcall/shared/user/log-events.ts';
import { CircleAlert, Info, LogIn, PencilLine, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** How a kind of entry is told: in a filter, and as a sign. */
export const kindWords: Record<HistoryKind, { label: string; icon: ReactNode }> = {
  'sign-in': { label: 'Sign-ins', icon: <LogIn aria-hidden /> },
  failure: { label: 'Failures', icon: <CircleAlert aria-hidden /> },
  change: { label: 'Changes', icon: <PencilLine aria-hidden /> },
  security: { label: 'Protection', icon: <ShieldAlert aria-hidden /> },
  other: { label: 'Other', icon: <Info aria-hidden /> },
};

/** The kind of this name; nothing where there is none. */
export function knownKind(name: string | undefined): HistoryKind | undefined {
  return historyKinds.find((kind) => kind === name);
}
