/**
 * Puts a text on the clipboard. Where the browser refuses, or has no clipboard because the page came
 * over plain HTTP, a toast says so and the answer is false.
 */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Its code is for what rarely happens, and copying is on the first page.
    const { toast } = await import('./toast.tsx');
    toast({
      tone: 'red',
      text: 'The browser did not let Rollcall copy. Select the text and copy it by hand.',
    });
    return false;
  }
}
