import { useQuery } from '@tanstack/react-query';
import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { classNames } from '../../../lib/class-names.ts';
import { useDebounced } from '../../../lib/debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import overlay from '../../../ui/overlay.module.css';
import { PickList } from '../../../ui/pick-list.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import type { organizationFiltersQuery, roleFiltersQuery } from '../../../api/filter-queries.ts';
import styles from './filters.module.css';

interface FilterChipProps {
  /** What is picked: “Role”. */
  name: string;
  placeholder: string;
  emptyText: string;
  /** The id of what is picked; empty for nothing. */
  picked: string;
  optionsQuery: typeof roleFiltersQuery | typeof organizationFiltersQuery;
  /** Why nothing can be picked, in a sentence. */
  why: string | undefined;
  onPick: (id: string) => void;
}

/** A filter that is one out of many: a button that opens the choice, and what was picked, to be taken away. */
export function FilterChip({ name, picked, onPick, ...props }: FilterChipProps) {
  const [isOpen, setOpen] = useState(false);
  const current = useQuery({ ...props.optionsQuery(picked), enabled: picked !== '' });
  const option = current.data?.options.find(({ id }) => id === picked);
  const label = picked === '' ? name : `${name}: ${option?.label ?? picked}`;
  if (props.why !== undefined) {
    return (
      <Tooltip text={props.why}>
        <Button size="small" variant="quiet" aria-disabled icon={<ChevronDown aria-hidden />}>
          {name}
        </Button>
      </Tooltip>
    );
  }
  return (
    <span className={styles.chip}>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button
          size="small"
          variant={picked === '' ? 'quiet' : 'secondary'}
          icon={<ChevronDown aria-hidden />}
        >
          <span className={styles.label}>
            <bdi>{label}</bdi>
          </span>
        </Button>
        <Popover className={classNames(overlay.popover)} offset={4} placement="bottom start">
          <Dialog aria-label={name} className={classNames(styles.dialog)}>
            <Choice
              {...props}
              name={name}
              picked={option}
              onPick={(id) => {
                setOpen(false);
                onPick(id);
              }}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
      {picked !== '' && (
        <IconButton
          size="small"
          label={`Do not filter by ${name.toLowerCase()}`}
          icon={<X aria-hidden />}
          onPress={() => {
            onPick('');
          }}
        />
      )}
    </span>
  );
}

interface ChoiceProps extends Pick<FilterChipProps, 'name' | 'placeholder' | 'emptyText' | 'optionsQuery'> {
  picked: { id: string; label: string } | undefined;
  onPick: (id: string) => void;
}

function Choice({ name, placeholder, emptyText, optionsQuery, picked, onPick }: ChoiceProps) {
  const [query, setQuery] = useState('');
  const found = useQuery(optionsQuery(useDebounced(query, 200)));
  if (found.error !== null) {
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  }
  return (
    <PickList
      label={name}
      placeholder={placeholder}
      mode="single"
      query={query}
      onQuery={setQuery}
      options={found.data?.options ?? []}
      picked={picked === undefined ? [] : [picked]}
      onPick={([option]) => {
        if (option !== undefined) onPick(option.id);
      }}
      isLoading={found.isLoading}
      emptyText={emptyText}
      note={found.data?.note}
      focusesItself
    />
  );
}
