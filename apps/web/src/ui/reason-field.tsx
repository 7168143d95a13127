import { Group } from 'react-aria-components/Group';
import { TextArea } from 'react-aria-components/TextArea';
import { FieldError, Label, Text, TextField } from 'react-aria-components/TextField';
import { classNames } from '../lib/class-names.ts';
import styles from './field.module.css';

/** As many characters as a reason can have. */
const longest = 500;

interface ReasonFieldProps {
  value: string;
  onChange: (reason: string) => void;
  isDisabled?: boolean;
  /** What was wrong with it. */
  errorMessage?: string | undefined;
}

/** Where a team member says why they do something. It goes into the audit trail. */
export function ReasonField({ value, onChange, isDisabled = false, errorMessage }: ReasonFieldProps) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      isRequired
      isDisabled={isDisabled}
      isInvalid={errorMessage !== undefined}
      maxLength={longest}
      validationBehavior="aria"
      autoComplete="off"
      className={classNames(styles.field)}
    >
      <Label className={styles.label}>
        Reason <span className={styles.hint}>required</span>
      </Label>
      <Group className={classNames(styles.group)}>
        <TextArea className={classNames(styles.input)} dir="auto" rows={2} />
      </Group>
      <Text slot="description" className={classNames(styles.description)}>
        Kept in the audit trail, where others read it.
        {value.length > longest - 100 && ` ${longest - value.length} characters left.`}
      </Text>
      <FieldError className={classNames(styles.error)}>{errorMessage}</FieldError>
    </TextField>
  );
}
