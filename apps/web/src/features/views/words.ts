/** What others see of a view that is shared. */
export const whatSharingShows =
  'Everybody in the team sees its name and its search, also what you have typed there. Whom it finds is up to what each of them may see.';
