import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { classNames } from '../lib/class-names.ts';
import { copy } from './copy.ts';
import styles from './copy-text.module.css';

/** How long the tick stays after copying, in milliseconds. */
const tickTime = 1500;

/** An id in monospace, and a button that copies it. `label` says what it is: “user_id”. */
export function CopyText({ text, label }: { text: string; label: string }) {
  return (
    <span className={styles.copy}>
      <code title={text}>{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  );
}

/** A button that copies a text. `label` says what it is: “user_id”. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, tickTime);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);

  const press = async () => {
    setCopied(await copy(text));
  };

  return (
    <Button
      className={classNames(styles.button)}
      aria-label={copied ? `Copied ${label}` : `Copy ${label}`}
      onPress={() => void press()}
    >
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
    </Button>
  );
}
