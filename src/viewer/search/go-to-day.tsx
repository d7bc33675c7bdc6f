/** The field in which a day is chosen to go to: seconds since 1970 at its beginning in UTC. */
export function GoToDay({ goTo }: { goTo(time: number): void }) {
  return (
    <label class="choice">
      <span class="quiet">Go to</span>
      <input
        type="date"
        onChange={(event) => {
          const time = Date.parse(event.currentTarget.value) / 1000;
          if (!Number.isNaN(time)) goTo(time);
        }}
      />
    </label>
  );
}
