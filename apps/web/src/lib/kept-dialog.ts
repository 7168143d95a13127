import { useState } from 'react';
import { z } from 'zod';
import { useKeeping, useKept } from './kept-form.ts';

/**
 * Which of several dialogs is open. One that was open when the page was left to sign in again is open again
 * on the way back.
 *
 * @param key one per place and what it is about
 */
export function useKeptDialog<Name extends string>(
  key: string,
  names: readonly [Name, ...Name[]],
): [open: Name | undefined, setOpen: (name: Name | undefined) => void] {
  const kept = useKept(key, z.object({ open: z.enum(names) }));
  const [open, setOpen] = useState<Name | undefined>(kept?.open);
  useKeeping(key, open === undefined ? undefined : { open });
  return [open, setOpen];
}
