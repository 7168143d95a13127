import { toast } from './toast.tsx';

/** Reads a file that holds a list of users, of at most this many bytes; a larger one is refused in a toast. */
export function readTextFile(file: File | undefined, longest: number, onText: (text: string) => void): void {
  if (file === undefined) return;
  if (file.size > longest) {
    toast({ text: 'This file is too large to be a list of users.', tone: 'red' });
    return;
  }
  void file.text().then(onText);
}
