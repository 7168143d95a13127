import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { type ReactNode, useState } from 'react';
import { useAsksForReason } from '../../api/conditions.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { ReasonField } from '../../ui/reason-field.tsx';
import type { Report } from './use-saving.ts';

/** Why a form is saved, where the team wants to know. */
export interface SaveReason {
  text: string;
  /** Whether one is asked for and not given yet. */
  isMissing: boolean;
  /** Where to type it; nothing where none is asked for. */
  field: ReactNode;
  clear: () => void;
}

/** The reason for changing these attributes. `report` tells whether the last save was refused for want of one. */
export function useSaveReason(fields: readonly string[], report: Report | undefined): SaveReason {
  const [text, setText] = useState('');
  const isWanted = useAsksForReason(profileRows.updateUser, fields);
  const asks = isWanted || (report?.kind === 'failed' && isProblem(report.error, 'reason_required'));
  return {
    text,
    isMissing: asks && text.trim() === '',
    field: asks && <ReasonField value={text} onChange={setText} />,
    clear: () => setText(''),
  };
}
