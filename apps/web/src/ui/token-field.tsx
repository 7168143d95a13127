import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';
import styles from './token-field.module.css';

interface TokenFieldProps extends Pick<TextFieldProps, 'label' | 'hint' | 'description' | 'placeholder'> {
  tokens: readonly string[];
  onChange: (tokens: string[]) => void;
  /** What is wrong with a text that is to be added, in a sentence. */
  faultOf?: (text: string) => string | undefined;
  /** What is wrong with all of them together. */
  errorMessage?: string | undefined;
}

/** Several short texts: each is typed and added by Enter, and stands below the field with a way to remove it. */
export function TokenField({ label, tokens, onChange, faultOf, errorMessage, ...words }: TokenFieldProps) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const add = () => {
    const typed = text.trim();
    if (typed === '') return;
    const found = faultOf?.(typed);
    setFault(found);
    if (found !== undefined) return;
    if (!tokens.includes(typed)) onChange([...tokens, typed]);
    setText('');
  };
  return (
    <div className={styles.field}>
      <TextField
        {...words}
        label={label}
        mono
        value={text}
        onChange={(typed) => {
          setText(typed);
          setFault(undefined);
        }}
        onBlur={add}
        onKeyDown={(event: KeyboardEvent) => {
          // In a form Enter would send it.
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
        errorMessage={fault ?? errorMessage}
        autoComplete="off"
        spellCheck="false"
        suffix={
          <Button size="small" variant="quiet" onPress={add} isDisabled={text.trim() === ''}>
            Add
          </Button>
        }
      />
      {tokens.length > 0 && (
        <Tokens
          label={label}
          tokens={tokens}
          onRemove={(removed) => {
            onChange(tokens.filter((token) => token !== removed));
          }}
        />
      )}
    </div>
  );
}

interface TokensProps {
  label: string;
  tokens: readonly string[];
  onRemove: (token: string) => void;
}

/** Short texts side by side, each with a way to remove it. */
export function Tokens({ label, tokens, onRemove }: TokensProps) {
  return (
    <ul className={styles.tokens} aria-label={label}>
      {tokens.map((token) => (
        <li key={token} className={styles.token}>
          <bdi>{token}</bdi>
          <IconButton
            label={`Remove ${token}`}
            size="small"
            icon={<X aria-hidden />}
            onPress={() => {
              onRemove(token);
            }}
          />
        </li>
      ))}
    </ul>
  );
}
