import { copy } from '../../ui/copy.ts';
import { toast } from '../../ui/toast.tsx';

/** Puts a text on the clipboard, and says what it is. */
export async function copyAndTell(text: string, what: string): Promise<void> {
  if (await copy(text)) toast({ text: `Copied ${what}.` });
}
