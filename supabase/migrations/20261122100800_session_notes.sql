-- Session notes: what a therapist writes down about a session, for nobody else.

-- A table of its own beside the sessions: no client ever has a reason to touch it.
create table public.session_notes (
  session_id uuid primary key references public.client_sessions (id) on delete cascade,
  therapist_id uuid not null default auth.uid() references public.therapist_profiles (id) on delete cascade,
  body text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint session_notes_body_length check (length(body) <= 10000)
);
comment on table public.session_notes is 'Private notes of the therapist on one session. Nobody else ever reads them.';

-- For the foreign key.
create index idx_session_notes_therapist on public.session_notes (therapist_id);

alter table public.session_notes enable row level security;
revoke all on public.session_notes from anon, authenticated;
grant select, delete on public.session_notes to authenticated;
-- An upsert on session_id updates the columns it sends, so these three are updatable; the policy pins their values.
grant insert (session_id, therapist_id, body), update (session_id, therapist_id, body) on public.session_notes to authenticated;
grant select, insert, update, delete on public.session_notes to service_role;

-- Only about sessions of one's own.
create policy "Therapists can manage their private notes" on public.session_notes
  for all to authenticated
  using (therapist_id = (select auth.uid()))
  with check (
    therapist_id = (select auth.uid())
    and exists (
      select 1 from public.client_sessions as s
      where s.id = session_notes.session_id and s.therapist_id = (select auth.uid())));

create trigger session_notes_touch before update on public.session_notes
  for each row execute function private.touch_updated_at();
