import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './button.tsx';
import styles from './copy-text.module.css';

/** How long the tick stays after copying, in milliseconds. */
const tickTime = 1500;

/** An id in monospace, and a button that copies it. `label` says what it is: “user_id”. */
export function CopyText({ text, label }: { text: string; label: string }) {
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

  return (
    <span className={styles.copy}>
      <code title={text}>{text}</code>
      <IconButton
        label={copied ? 'Copied' : `Copy ${label}`}
        size="small"
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onPress={() => {
          void navigator.clipboard.writeText(text).then(() => {
            setCopied(true);
          });
        }}
      />
    </span>
  );
}
