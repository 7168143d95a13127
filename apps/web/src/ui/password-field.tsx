import { Circle, CircleCheck, CircleX, Dices, Eye, EyeOff, ServerCog } from 'lucide-react';
import { type Ref, useState } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './password-field.module.css';
import { TextField } from './text-field.tsx';

/** One line of the checklist; `tenant` is for what is only known once it is sent. */
interface PasswordFieldRule {
  id: string;
  sentence: string;
  state: 'met' | 'unmet' | 'tenant';
}

export interface PasswordFieldProps {
  label?: string;
  rules: readonly PasswordFieldRule[];
  value: string;
  onChange: (value: string) => void;
  /** Puts a generated password into the field; it is revealed then. */
  onGenerate?: () => void;
  errorMessage?: string | undefined;
  isDisabled?: boolean;
  onBlur?: () => void;
  /** Goes to the input, so that a form can focus it. */
  ref?: Ref<HTMLInputElement>;
}

/** A new password: written, never read back. A live checklist, a generator, and a look at what was typed. */
export function PasswordField(props: PasswordFieldProps) {
  const { label = 'New password', rules, value, onChange, onGenerate, errorMessage, ref, onBlur } = props;
  const [isRevealed, setIsRevealed] = useState(false);
  return (
    <div className={styles.password}>
      <TextField
        label={label}
        type={isRevealed ? 'text' : 'password'}
        autoComplete="new-password"
        autoCorrect="off"
        spellCheck="false"
        mono
        value={value}
        onChange={onChange}
        errorMessage={errorMessage}
        isDisabled={props.isDisabled ?? false}
        {...(ref === undefined ? {} : { ref })}
        {...(onBlur === undefined ? {} : { onBlur })}
        suffix={
          <>
            {onGenerate !== undefined && (
              <IconButton
                label="Generate a password"
                size="small"
                icon={<Dices aria-hidden />}
                onPress={() => {
                  onGenerate();
                  setIsRevealed(true);
                }}
              />
            )}
            <IconButton
              label={isRevealed ? 'Hide the password' : 'Show the password'}
              size="small"
              icon={isRevealed ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              onPress={() => {
                setIsRevealed(!isRevealed);
              }}
            />
          </>
        }
      />
      <ul className={styles.rules} aria-label="What the password needs">
        {rules.map((rule) => (
          <Rule key={rule.id} rule={rule} isUntouched={value === ''} />
        ))}
      </ul>
    </div>
  );
}

function Rule({ rule, isUntouched }: { rule: PasswordFieldRule; isUntouched: boolean }) {
  const state = rule.state === 'unmet' && !isUntouched ? 'missed' : rule.state;
  return (
    <li className={styles.rule} data-state={state}>
      {icons[state]}
      <span>
        {rule.sentence}
        <span className={styles.hidden}>: {words[state]}</span>
        {state === 'tenant' && ' (checked when it is set)'}
      </span>
    </li>
  );
}

const icons = {
  met: <CircleCheck aria-hidden />,
  unmet: <Circle aria-hidden />,
  missed: <CircleX aria-hidden />,
  tenant: <ServerCog aria-hidden />,
};
const words = { met: 'met', unmet: 'needed', missed: 'not met', tenant: 'only the tenant can tell' };
