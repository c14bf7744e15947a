-- The part of Realtime that migrations use: the same schema, table, columns, functions and
-- grants as on Supabase, so that `create policy … on realtime.messages` and
-- `perform realtime.send(…)` mean the same on this stack and on a hosted project.
-- Runs as the owner, after the API roles exist; running it again changes nothing.

create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role;

-- One row per message, deleted after a day. Hosted Supabase partitions this table by day;
-- queries work the same.
create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  -- Without a zone, as on Supabase, whose servers run in UTC. `at time zone 'utc'` makes it UTC on any machine.
  updated_at timestamp without time zone not null default (now() at time zone 'utc'),
  inserted_at timestamp without time zone not null default (now() at time zone 'utc'),
  id uuid not null default gen_random_uuid(),
  constraint messages_pkey primary key (id, inserted_at)
);
comment on table realtime.messages is
  'Messages on their way to subscribers. Policies on this table decide who may listen (select) and send (insert).';

create index if not exists messages_inserted_at_index on realtime.messages (inserted_at);

alter table realtime.messages enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

-- The topic that a policy decides about. Set by the Realtime server and by realtime.send.
create or replace function realtime.topic()
returns text
language sql
stable
set search_path = ''
as $$
  select nullif(pg_catalog.current_setting('realtime.topic', true), '')::text;
$$;

-- Sends one message to everyone who listens to `topic`, when the transaction commits.
-- Never fails the caller: a message that cannot be written is a warning in the server's log.
-- Runs with the caller's rights, as on Supabase, so a caller under row level security needs an
-- insert policy; the triggers that feed our channels are `security definer` for that reason.
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void
language plpgsql
set search_path = ''
as $$
declare
  message_id uuid := pg_catalog.gen_random_uuid();
begin
  begin
    perform pg_catalog.set_config('realtime.topic', topic, true);
    insert into realtime.messages (id, payload, event, topic, private, extension)
    values (
      message_id,
      case
        when pg_catalog.jsonb_typeof(payload) <> 'object' or payload ? 'id' then payload
        else pg_catalog.jsonb_set(payload, '{id}', pg_catalog.to_jsonb(message_id))
      end,
      event, topic, private, 'broadcast'
    );
  exception when others then
    raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
  end;
end;
$$;

-- Wakes the local Realtime server. A notification may carry less than 8000 bytes, a payload may
-- be larger, so only the id travels and the server fetches the row.
-- (Hosted Realtime reads the write-ahead log instead.)
create or replace function realtime.notify_message()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform pg_catalog.pg_notify('realtime_messages', new.id::text);
  return null;
end;
$$;

create or replace trigger notify_realtime_server
  after insert on realtime.messages
  for each row execute function realtime.notify_message();
