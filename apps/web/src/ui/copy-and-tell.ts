import { copy } from './copy.ts';
import { toast } from './toast.tsx';

/** Puts a text on the clipboard, and says what it is. */
export async function copyAndTell(text: string, what: string): Promise<void> {
  if (await copy(text)) toast({ text: `Copied ${what}.` });
}
