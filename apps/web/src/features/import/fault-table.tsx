import styles from './import.module.css';

interface Fault {
  line: number;
  /** The column it is in, or whom it is about. */
  where: string;
  detail: string;
}

/** Rows at fault, each with where it is and what is wrong. */
export function FaultTable(props: { label: string; where: string; faults: readonly Fault[] }) {
  return (
    <table className={styles.table} aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col" data-column="line">
            Row
          </th>
          <th scope="col">{props.where}</th>
          <th scope="col">What is wrong</th>
        </tr>
      </thead>
      <tbody>
        {props.faults.map(({ line, where, detail }) => (
          <tr key={`${line} ${where} ${detail}`}>
            <td data-column="line">{line}</td>
            <td>
              <bdi className={styles.name}>{where}</bdi>
            </td>
            <td>{detail}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
