-- Every time zone that the server knows by name may be chosen.

-- True for a name of the IANA database as this server has it: 'Europe/London', but also 'Etc/GMT+5' and older names such as
-- 'EST5EDT', which a browser may report. Not a name: what a database keeps for itself ('posix/…', 'right/…', 'Factory',
-- 'localtime', 'posixrules'), abbreviations, and POSIX rules ('EST5EDT4', '+03'), which do not say what will hold next year.
create or replace function private.is_time_zone(p_zone text)
returns boolean
language sql
stable
set search_path = ''
as $$
  -- The list of names is read from disk each time (20 ms); the name that most new accounts have needs no list.
  select p_zone = 'UTC'
    or (p_zone !~ '^(posix|right)/' and p_zone not in ('Factory', 'localtime', 'posixrules')
      and exists (select 1 from pg_catalog.pg_timezone_names as z where z.name = p_zone));
$$;
