interface OutsideNoteProps {
  count: number;
  invalid: boolean;
  onShow: () => void;
}

/** What saving the week does to booked sessions: nothing, and which it would leave outside. */
export function OutsideNote({ count, invalid, onShow }: OutsideNoteProps) {
  if (invalid) return <span className="text-bad">Put the marked hours right first.</span>;
  if (count === 0) return <span className="max-sm:hidden">No booked session falls outside the new hours.</span>;
  return (
    <>
      {count === 1
        ? 'One booked session falls outside the new hours and stays as it is. '
        : `${count} booked sessions fall outside the new hours and stay as they are. `}
      <button type="button" className="font-semibold text-accent underline-offset-2 hover:underline" onClick={onShow}>
        {count === 1 ? 'See it' : 'See them'}
      </button>
    </>
  );
}
