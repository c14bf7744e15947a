import { Link } from 'react-router-dom';

/** The app's name; a link to the start page. */
export function Brand() {
  return (
    <Link to="/" className="-m-1 flex min-h-touch min-w-0 items-center gap-2.5 rounded-field p-1 text-ink">
      <span
        aria-hidden="true"
        className="grid size-[1.625rem] shrink-0 place-items-center rounded-lg bg-accent pb-0.5 font-serif text-base font-bold text-accent-ink"
      >
        p
      </span>
      <span className="truncate font-serif text-[1.1875rem] font-[580] tracking-[-0.005em]">Peer Care Connect</span>
    </Link>
  );
}
