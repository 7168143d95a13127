import type { Row } from '@rollcall/shared/contract/row.ts';
import { useState } from 'react';
import { isProblem } from '../lib/problem-error.ts';
import { useAsksForReason } from './conditions.ts';

/** Why an act is done, where the team wants to know. */
export interface Reason {
  text: string;
  setText: (text: string) => void;
  /** Whether one is asked for. */
  asks: boolean;
  /** Whether one is asked for and not given yet. */
  isMissing: boolean;
}

/** The reason for an act. `error` is how the last try ended: it may have been refused for want of one. */
export function useReason(row: Row, error: unknown, initial = '', fields: readonly string[] = []): Reason {
  const [text, setText] = useState(initial);
  const isWanted = useAsksForReason(row, fields);
  const asks = isWanted || isProblem(error, 'reason_required');
  return { text, setText, asks, isMissing: asks && text.trim() === '' };
}
