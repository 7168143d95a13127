import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { customFieldsQuery } from '../../api/custom-fields.ts';
import { userQuery } from '../../api/user.ts';
import { MetadataForm } from './metadata-form.tsx';

const route = getRouteApi('/shell/users/$userId');

/** The metadata of the user. */
export function MetadataTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const { data: fields } = useSuspenseQuery(customFieldsQuery);
  return <MetadataForm answer={answer} fields={fields} />;
}
