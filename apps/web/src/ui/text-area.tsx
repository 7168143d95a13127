import { Group } from 'react-aria-components/Group';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { Label, Text, TextField } from 'react-aria-components/TextField';
import { classNames } from '../lib/class-names.ts';
import styles from './field.module.css';

interface TextAreaProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  rows: number;
  /** As many characters as it takes; how many are left is said near the end. */
  longest: number;
}

/** Several lines of text with their label. */
export function TextArea({ label, value, onChange, rows, longest }: TextAreaProps) {
  const left = longest - value.length;
  return (
    <TextField
      value={value}
      onChange={onChange}
      maxLength={longest}
      autoComplete="off"
      className={classNames(styles.field)}
    >
      <Label className={styles.label}>{label}</Label>
      <Group className={classNames(styles.group)}>
        <AriaTextArea className={classNames(styles.input)} dir="auto" rows={rows} />
      </Group>
      {left < 200 && (
        <Text slot="description" className={classNames(styles.description)}>
          {left.toLocaleString('en')} characters left.
        </Text>
      )}
    </TextField>
  );
}
