import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { userQuery } from '../../api/user.ts';
import { MetadataForm } from './metadata-form.tsx';

const route = getRouteApi('/shell/users/$userId');

/** The metadata of the user. */
export function MetadataTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  return <MetadataForm answer={answer} />;
}
