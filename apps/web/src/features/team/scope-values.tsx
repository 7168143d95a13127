import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from '../../api/connections.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TokenField, Tokens } from '../../ui/token-field.tsx';
import { type ConditionDraft, faultsOf } from './scope-draft.ts';
import styles from './scope-editor.module.css';

interface ScopeValuesProps {
  condition: ConditionDraft;
  onChange: (condition: ConditionDraft) => void;
}

/** What a condition compares with. */
export function ScopeValues({ condition, onChange }: ScopeValuesProps) {
  const { subject, valueType } = condition;
  if (subject === 'connection') return <ConnectionValues condition={condition} onChange={onChange} />;
  return (
    <div className={styles.values}>
      {valueType === 'boolean' ? (
        <Select
          label="Value"
          options={[
            { id: 'true', label: 'true' },
            { id: 'false', label: 'false' },
          ]}
          selectedKey={condition.values[0] === 'false' ? 'false' : 'true'}
          onSelectionChange={(value) => {
            onChange({ ...condition, values: [value] });
          }}
        />
      ) : (
        <TypedValues condition={condition} onChange={onChange} />
      )}
      {subject === 'metadata' && (
        <Select
          label="Compared as"
          options={[
            { id: 'text', label: 'Text' },
            { id: 'number', label: 'Number' },
            { id: 'boolean', label: 'True or false' },
          ]}
          selectedKey={valueType}
          onSelectionChange={(type) => {
            const isChoice = type === 'boolean';
            const operator = isChoice ? 'is' : condition.operator;
            onChange({
              ...condition,
              valueType: type,
              operator,
              values: isChoice ? ['true'] : condition.values,
            });
          }}
        />
      )}
    </div>
  );
}

function TypedValues({ condition, onChange }: ScopeValuesProps) {
  const { subject, operator, values } = condition;
  const fault = values.length === 0 ? undefined : faultsOf(condition).values;
  const placeholder = subject === 'domain' ? 'acme.example' : 'eu';
  if (operator === 'in') {
    return (
      <TokenField
        label="Values"
        placeholder={placeholder}
        tokens={values}
        errorMessage={fault}
        onChange={(next) => {
          onChange({ ...condition, values: next });
        }}
      />
    );
  }
  return (
    <TextField
      label="Value"
      mono
      placeholder={placeholder}
      value={values[0] ?? ''}
      onChange={(text) => {
        onChange({ ...condition, values: text === '' ? [] : [text] });
      }}
      errorMessage={fault}
      autoComplete="off"
      spellCheck="false"
    />
  );
}

function ConnectionValues({ condition, onChange }: ScopeValuesProps) {
  const { data: connections, error } = useQuery(connectionsQuery);
  const { operator, values } = condition;
  const names = connections?.map(({ name }) => name) ?? [];
  // One that is gone is still shown, so that it can be seen and replaced.
  const known = [...new Set([...names, ...values])];
  const isList = operator === 'in';
  const offered = isList ? known.filter((name) => !values.includes(name)) : known;
  return (
    <div className={styles.values}>
      {isList && values.length > 0 && (
        <Tokens
          label="Connections"
          tokens={values}
          onRemove={(removed) => {
            onChange({ ...condition, values: values.filter((name) => name !== removed) });
          }}
        />
      )}
      <Select
        label={isList ? 'Add a connection' : 'Connection'}
        options={offered.map((name) => ({
          id: name,
          label: name,
          description: connections?.find((one) => one.name === name)?.strategy ?? 'Not among the connections',
        }))}
        selectedKey={isList ? null : (values[0] ?? null)}
        onSelectionChange={(name) => {
          onChange({ ...condition, values: isList ? [...values, name] : [name] });
        }}
        errorMessage={error === null ? undefined : 'The connections cannot be read at the moment.'}
      />
    </div>
  );
}
