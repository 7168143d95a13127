/** Where every list of users is cached; invalidate it after a change that a list shows. */
export const userListsKey = ['users'] as const;
