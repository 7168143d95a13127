import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { readTextFile } from './read-text-file.ts';

interface TextFileButtonProps extends Pick<ButtonProps, 'size'> {
  /** What a screen reader calls the file. */
  label: string;
  /** In bytes. */
  longest: number;
  onText: (text: string) => void;
}

/** Takes the text of a file that holds a list of users. */
export function TextFileButton({ label, longest, onText, ...props }: TextFileButtonProps) {
  const fileRef = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...props} icon={<FileUp aria-hidden />} onPress={() => fileRef.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={fileRef}
        type="file"
        accept=".txt,.csv,.tsv,text/plain,text/csv"
        hidden
        aria-label={label}
        onChange={(event) => {
          readTextFile(event.target.files?.[0], longest, onText);
          event.target.value = '';
        }}
      />
    </>
  );
}
