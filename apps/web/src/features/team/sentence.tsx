/** A sentence in which paths and values stand in backticks, with those set apart. */
export function Sentence({ text }: { text: string }) {
  let offset = 0;
  return text.split('`').map((part, index) => {
    const key = offset;
    offset += part.length + 1;
    return index % 2 === 0 ? (
      <span key={key}>{part}</span>
    ) : (
      <bdi key={key}>
        <code>{part}</code>
      </bdi>
    );
  });
}
