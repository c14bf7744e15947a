-- Demo data: eight therapists in seven time zones, six clients, sessions in every status around the day of seeding.
-- Works on the embedded stack and on GoTrue (`supabase start`). Everyone's password is peer-care-demo.
-- Ids are fixed, so that links into a demo keep working: 10… therapists, 20… clients.

insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
  raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
  confirmation_token, recovery_token, email_change, email_change_token_new)
select '00000000-0000-0000-0000-000000000000', p.id::uuid, 'authenticated', 'authenticated', p.email,
  extensions.crypt('peer-care-demo', extensions.gen_salt('bf', 8)), now(),
  '{"provider": "email", "providers": ["email"]}'::jsonb,
  jsonb_build_object('role', p.role, 'full_name', p.full_name, 'time_zone', p.time_zone),
  now() - interval '120 days', now() - interval '120 days', '', '', '', ''
from (values
  ('10000000-0000-4000-8000-000000000001', 'sarah.johnson@demo.test', 'therapist', 'Dr. Sarah Johnson', 'Europe/London'),
  ('10000000-0000-4000-8000-000000000002', 'maya.chen@demo.test', 'therapist', 'Maya Chen', 'America/New_York'),
  ('10000000-0000-4000-8000-000000000003', 'lukas.weber@demo.test', 'therapist', 'Lukas Weber', 'Europe/Berlin'),
  ('10000000-0000-4000-8000-000000000004', 'priya.nair@demo.test', 'therapist', 'Priya Nair', 'Asia/Kolkata'),
  ('10000000-0000-4000-8000-000000000005', 'emma.clarke@demo.test', 'therapist', 'Emma Clarke', 'Australia/Sydney'),
  ('10000000-0000-4000-8000-000000000006', 'yuki.tanaka@demo.test', 'therapist', 'Yuki Tanaka', 'Asia/Tokyo'),
  ('10000000-0000-4000-8000-000000000007', 'daniel.osei@demo.test', 'therapist', 'Daniel Osei', 'Europe/London'),
  ('10000000-0000-4000-8000-000000000008', 'camila.duarte@demo.test', 'therapist', 'Camila Duarte', 'America/Sao_Paulo'),
  ('20000000-0000-4000-8000-000000000001', 'john.smith@demo.test', 'client', 'John Smith', 'Europe/London'),
  ('20000000-0000-4000-8000-000000000002', 'ana.ruiz@demo.test', 'client', 'Ana Ruiz', 'America/New_York'),
  ('20000000-0000-4000-8000-000000000003', 'leila.haddad@demo.test', 'client', 'Leila Haddad', 'Europe/Paris'),
  ('20000000-0000-4000-8000-000000000004', 'tom.bailey@demo.test', 'client', 'Tom Bailey', 'Europe/London'),
  ('20000000-0000-4000-8000-000000000005', 'maya.okafor@demo.test', 'client', 'Maya Okafor', 'Africa/Lagos'),
  ('20000000-0000-4000-8000-000000000006', 'noah.fischer@demo.test', 'client', 'Noah Fischer', 'Europe/Berlin')
) as p (id, email, role, full_name, time_zone);

insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
select gen_random_uuid(), u.id, 'email', u.id::text,
  jsonb_build_object('sub', u.id::text, 'email', u.email, 'email_verified', true), now(), now(), now()
from auth.users as u where u.email like '%@demo.test';

update public.therapist_profiles as t
set headline = d.headline, bio = d.bio, specialties = d.specialties, languages = d.languages, location = d.location,
  hourly_rate = d.hourly_rate, currency = d.currency, default_duration_minutes = d.default_minutes,
  session_durations = d.durations, slot_interval_minutes = d.step, buffer_before_minutes = d.before,
  buffer_after_minutes = d.after, min_notice_minutes = d.notice, booking_window_days = d.ahead,
  cancellation_notice_hours = d.cancel, requires_payment = d.prepaid, is_verified = d.verified
from (values
  ('sarah.johnson@demo.test', 'Sports & physical therapy',
   'Fifteen years with runners and dancers. We start with what you want to get back to, and work backwards from there.',
   '{Sports injuries,Running,Rehabilitation}'::text[], '{English,French}'::text[], 'London, UK',
   80.00, 'GBP', 60, '{30,60,90}'::integer[], 30, 0, 0, 120, 60, 24, true, true),
  ('maya.chen@demo.test', 'Anxiety, sleep and the working day',
   'Short, practical sessions for people who have little time. You leave each one with a single thing to try.',
   '{Anxiety,Sleep,Stress}'::text[], '{English,Mandarin}'::text[], 'Brooklyn, New York · online',
   140.00, 'USD', 50, '{50,80}'::integer[], 30, 0, 10, 240, 45, 48, true, true),
  ('lukas.weber@demo.test', 'Couples and families',
   'I listen to both sides at once. Sessions are ninety minutes, because the important part is rarely in the first hour.',
   '{Couples,Families,Separation}'::text[], '{German,English}'::text[], 'Berlin, Germany',
   95.00, 'EUR', 90, '{60,90}'::integer[], 30, 15, 15, 1440, 90, 72, true, true),
  ('priya.nair@demo.test', 'Grief and change',
   'A quiet hour for what is hard to say elsewhere. I work in English, Malayalam and Hindi.',
   '{Grief,Depression,Life changes}'::text[], '{English,Hindi,Malayalam}'::text[], 'Kochi, India · online',
   1800.00, 'INR', 60, '{45,60}'::integer[], 15, 5, 5, 60, 30, 12, true, false),
  ('emma.clarke@demo.test', 'Physiotherapy for new parents',
   'Back, shoulders and pelvic floor after birth. Bring the baby; everybody does.',
   '{Pelvic health,Back pain,Postnatal}'::text[], '{English}'::text[], 'Sydney, Australia',
   130.00, 'AUD', 45, '{30,45,60}'::integer[], 15, 0, 15, 180, 60, 24, true, true),
  ('yuki.tanaka@demo.test', 'Mindfulness and burnout',
   'Former engineer, now therapist. For people who have forgotten how to stop.',
   '{Burnout,Mindfulness,Stress}'::text[], '{Japanese,English}'::text[], 'Tokyo, Japan · online',
   9000, 'JPY', 60, '{60}'::integer[], 60, 0, 0, 720, 60, 24, true, false),
  ('daniel.osei@demo.test', 'Peer support, pay what you can afterwards',
   'Someone to talk to who has been there. No payment in advance.',
   '{Peer support,Addiction,Anxiety}'::text[], '{English,Twi}'::text[], 'Manchester, UK · online',
   25.00, 'GBP', 30, '{30,60}'::integer[], 30, 0, 0, 30, 21, 2, false, false),
  ('camila.duarte@demo.test', 'Adolescents and their parents',
   'I see young people alone first, always. Parents join when the young person says so.',
   '{Adolescents,Anxiety,Eating}'::text[], '{Portuguese,Spanish,English}'::text[], 'São Paulo, Brazil · online',
   260.00, 'BRL', 50, '{50}'::integer[], 10, 0, 10, 120, 60, 24, true, true)
) as d (email, headline, bio, specialties, languages, location, hourly_rate, currency, default_minutes, durations,
        step, before, after, notice, ahead, cancel, prepaid, verified)
join auth.users as u on u.email = d.email
where t.id = u.id;

update public.client_profiles as c set phone = d.phone
from (values ('john.smith@demo.test', '+44 20 7946 0101'), ('ana.ruiz@demo.test', '+1 212 555 0102'),
  ('tom.bailey@demo.test', '+44 20 7946 0104')) as d (email, phone)
where c.email = d.email;

-- Weekly hours, cut into rows of the therapist's default duration, as the week screen saves them.
insert into public.availability_slots (therapist_id, day_of_week, start_time, end_time, duration_minutes, is_available)
select u.id, d.day, (time '00:00' + make_interval(mins => m)), 
  case when m + h.minutes = 1440 then time '24:00' else (time '00:00' + make_interval(mins => m + h.minutes)) end,
  h.minutes, coalesce(not (m / 60.0 between h.lunch and h.lunch + 0.99), true)
from (values
  ('sarah.johnson@demo.test', '{1,2,3}'::integer[], 9, 17, 60, 12.0),
  ('sarah.johnson@demo.test', '{4,5}', 9, 17, 60, null),
  ('maya.chen@demo.test', '{1,2,4}', 8, 13, 50, null),
  ('maya.chen@demo.test', '{1,3}', 15, 20, 50, null),
  ('lukas.weber@demo.test', '{2,3,4}', 10, 19, 90, 13.0),
  ('priya.nair@demo.test', '{1,2,3,4,5,6}', 10, 18, 60, 13.0),
  ('emma.clarke@demo.test', '{1,2,3,4,5}', 9, 15, 45, null),
  ('yuki.tanaka@demo.test', '{3,4,5}', 13, 21, 60, null),
  ('yuki.tanaka@demo.test', '{6,0}', 10, 16, 60, null),
  ('daniel.osei@demo.test', '{1,3,5,0}', 18, 24, 30, null),
  ('camila.duarte@demo.test', '{1,2,3,4}', 14, 20, 50, null)
) as h (email, days, first_hour, last_hour, minutes, lunch)
join auth.users as u on u.email = h.email
cross join lateral unnest(h.days) as d (day)
cross join lateral generate_series(h.first_hour * 60, h.last_hour * 60 - h.minutes, h.minutes) as m;

-- Session types and cancellation policies of some of them.
insert into public.session_types (therapist_id, name, durations, price, place, first_visit_only, position)
select u.id, t.name, t.durations, t.price, t.place::public.session_place, t.first_visit_only, t.position
from (values
  ('sarah.johnson@demo.test', 'Initial consultation', '{60,90}'::integer[], null::numeric, 'in_person', false, 0),
  ('sarah.johnson@demo.test', 'Follow-up', '{30,60}', null, 'in_person', false, 1),
  ('sarah.johnson@demo.test', 'Check-in', '{30}', 35.00, 'phone', false, 2),
  ('maya.chen@demo.test', 'First conversation', '{50}', 90.00, 'online', true, 0),
  ('maya.chen@demo.test', 'Session', '{50,80}', null, 'online', false, 1),
  ('emma.clarke@demo.test', 'Postnatal check', '{45}', null, 'in_person', false, 0),
  ('emma.clarke@demo.test', 'Home exercise review', '{30}', 55.00, 'online', false, 1)
) as t (email, name, durations, price, place, first_visit_only, position)
join auth.users as u on u.email = t.email;

update public.therapist_profiles as t
set late_cancel_fee_percent = d.late, no_show_fee_percent = d.no_show, max_sessions_per_day = d.per_day
from (values
  ('sarah.johnson@demo.test', 50, 100, null::integer),
  ('maya.chen@demo.test', 100, 100, 6),
  ('lukas.weber@demo.test', null, 100, 4),
  ('daniel.osei@demo.test', 0, 0, null)
) as d (email, late, no_show, per_day)
join auth.users as u on u.email = d.email
where t.id = u.id;

-- Days off and extra hours.
insert into public.availability_overrides (therapist_id, starts_on, ends_on, start_time, end_time, is_available, reason)
select u.id, current_date + o.first_day, current_date + o.last_day, o.from_time, o.to_time, o.open, o.reason
from (values
  ('sarah.johnson@demo.test', 32, 40, null::time, null::time, false, 'Winter break'),
  ('sarah.johnson@demo.test', 48, 48, time '10:00', time '13:00', true, 'Running clinic'),
  ('emma.clarke@demo.test', 15, 15, time '12:00', time '15:00', false, 'School play'),
  ('yuki.tanaka@demo.test', 20, 27, null, null, false, 'Retreat')
) as o (email, first_day, last_day, from_time, to_time, open, reason)
join auth.users as u on u.email = o.email;

-- Sessions. `day` counts, from tomorrow (negative: back from yesterday), only days on which the therapist works for the whole
-- session, so the demo has sessions on any day of the week. payment: 'paid' and 'refunded' get a payment row, 'pending' is a
-- hold of 15 minutes.
insert into public.client_sessions (therapist_id, client_id, session_date, start_time, duration_minutes, session_type,
  notes, status, payment_status, hold_expires_at, cancellation_reason, cancelled_by, cancelled_at, created_at)
select t.id, c.id, day.date, s.at, s.minutes, s.type, s.notes, s.status::public.session_status,
  s.payment::public.payment_status,
  case when s.payment = 'pending' then now() + interval '15 minutes' end, s.reason, s.by::public.session_actor,
  case when s.status = 'cancelled' then least(now(), day.date::timestamptz - interval '30 hours') end,
  case when s.payment = 'pending' then now() else least(now() - interval '1 hour', day.date::timestamptz - interval '6 days') end
from (values
  ('sarah.johnson', 'john.smith', -20, time '10:00', 60, 'Initial consultation', 'Knee pain after long runs, worse downhill.', 'completed', 'paid', null, null),
  ('sarah.johnson', 'maya.okafor', -18, time '09:00', 60, 'Follow-up', '', 'completed', 'paid', null, null),
  ('sarah.johnson', 'tom.bailey', -16, time '14:00', 90, 'Initial consultation', 'Shoulder, two months after the fall.', 'completed', 'paid', null, null),
  ('sarah.johnson', 'john.smith', -12, time '10:00', 60, 'Follow-up', '', 'completed', 'paid', null, null),
  ('sarah.johnson', 'leila.haddad', -11, time '11:00', 60, 'Initial consultation', 'Ballet, left ankle.', 'completed', 'paid', null, null),
  ('sarah.johnson', 'ana.ruiz', -9, time '15:00', 30, 'Check-in', '', 'no_show', 'paid', null, null),
  ('sarah.johnson', 'noah.fischer', -8, time '13:00', 60, 'Initial consultation', '', 'cancelled', 'refunded', 'Caught a cold, sorry.', 'client'),
  ('sarah.johnson', 'john.smith', -5, time '10:00', 60, 'Follow-up', 'Ran 5 km without pain.', 'completed', 'paid', null, null),
  ('sarah.johnson', 'tom.bailey', -4, time '14:00', 60, 'Follow-up', '', 'completed', 'paid', null, null),
  ('sarah.johnson', 'maya.okafor', -2, time '09:00', 60, 'Follow-up', '', 'completed', 'paid', null, null),
  ('sarah.johnson', 'john.smith', 1, time '11:00', 60, 'Follow-up', 'Knee pain after long runs, worse downhill.', 'confirmed', 'paid', null, null),
  ('sarah.johnson', 'leila.haddad', 1, time '14:00', 60, 'Follow-up', 'Ballet, left ankle.', 'confirmed', 'paid', null, null),
  ('sarah.johnson', 'tom.bailey', 2, time '16:00', 60, 'Follow-up', '', 'confirmed', 'paid', null, null),
  ('sarah.johnson', 'maya.okafor', 3, time '09:00', 60, 'Follow-up', '', 'confirmed', 'paid', null, null),
  ('sarah.johnson', 'noah.fischer', 4, time '10:00', 90, 'Initial consultation', 'Cycling, lower back.', 'scheduled', 'not_required', null, null),
  ('sarah.johnson', 'john.smith', 8, time '10:00', 60, 'Follow-up', '', 'confirmed', 'paid', null, null),
  ('sarah.johnson', 'ana.ruiz', 7, time '15:00', 60, 'Follow-up', '', 'scheduled', 'pending', null, null),
  ('maya.chen', 'ana.ruiz', -4, time '08:00', 50, 'First conversation', 'Awake at four every night.', 'completed', 'paid', null, null),
  ('maya.chen', 'ana.ruiz', 3, time '08:00', 50, 'Session', '', 'confirmed', 'paid', null, null),
  ('lukas.weber', 'noah.fischer', -4, time '10:00', 90, 'Initial consultation', '', 'completed', 'paid', null, null),
  ('lukas.weber', 'noah.fischer', 4, time '14:30', 90, 'Follow-up', '', 'confirmed', 'paid', null, null),
  ('priya.nair', 'leila.haddad', -3, time '15:00', 60, 'Initial consultation', '', 'cancelled', 'refunded', 'A family matter came up; please choose another time.', 'therapist'),
  ('emma.clarke', 'maya.okafor', -10, time '09:45', 45, 'Postnatal check', '', 'completed', 'paid', null, null),
  ('daniel.osei', 'tom.bailey', -5, time '19:00', 30, 'Check-in', '', 'completed', 'not_required', null, null),
  ('daniel.osei', 'tom.bailey', 4, time '19:00', 30, 'Check-in', '', 'confirmed', 'not_required', null, null),
  ('daniel.osei', 'leila.haddad', 6, time '20:00', 60, 'Initial consultation', 'A friend told me about you.', 'scheduled', 'not_required', null, null),
  ('camila.duarte', 'ana.ruiz', -9, time '15:00', 50, 'Initial consultation', '', 'completed', 'paid', null, null)
) as s (therapist, client, day, at, minutes, type, notes, status, payment, reason, by)
join public.therapist_profiles as t on t.id = (select u.id from auth.users as u where u.email = s.therapist || '@demo.test')
join public.client_profiles as c on c.email = s.client || '@demo.test'
cross join lateral (
  select d::date as date
  from generate_series(current_date + (case when s.day < 0 then -40 else 1 end),
    current_date + (case when s.day < 0 then -1 else 40 end), interval '1 day') as d
  where private.local_hours(t.id, d::date, d::date) @> tsrange(d::date + s.at, d::date + s.at + make_interval(mins => s.minutes))
  order by case when s.day < 0 then -extract(epoch from d) else extract(epoch from d) end
  offset abs(s.day) - 1 limit 1
) as day;

-- One session under way, marked as outside the working hours when this seed runs outside them.
insert into public.client_sessions (therapist_id, client_id, starts_at, duration_minutes, session_type, notes, status,
  payment_status, is_outside_hours, created_at)
select t.id, '20000000-0000-4000-8000-000000000005', now_is.hour, 60, 'Follow-up', 'Hip, after the half marathon.', 'in_progress',
  'paid',
  not private.working_time(t.id, t.time_zone, (now_is.hour at time zone t.time_zone)::date, (now_is.hour at time zone t.time_zone)::date)
    @> tstzrange(now_is.hour, now_is.hour + interval '1 hour'),
  now() - interval '3 days'
from public.therapist_profiles as t cross join (select date_trunc('hour', now()) as hour) as now_is
where t.id = '10000000-0000-4000-8000-000000000001';

-- Payments of the paid sessions. When the stack seeds, it also creates these intents in the payment sandbox.
insert into public.payments (session_id, provider_intent_id, amount_minor, currency, status, refunded_minor, created_at, updated_at)
select s.id, 'pi_seed_' || replace(s.id::text, '-', ''), private.minor_units(s.price, s.currency), s.currency, 'succeeded',
  case when s.payment_status = 'refunded' then private.minor_units(s.price, s.currency) else 0 end,
  s.created_at + interval '3 minutes', s.created_at + interval '3 minutes'
from public.client_sessions as s where s.payment_status in ('paid', 'refunded');

insert into public.refunds (payment_id, session_id, amount_minor, currency, reason, status, provider_refund_id, attempts, created_at)
select p.id, p.session_id, p.amount_minor, p.currency, 'cancelled_by_' || s.cancelled_by::text, 'succeeded',
  're_seed_' || replace(s.id::text, '-', ''), 1, s.cancelled_at
from public.payments as p join public.client_sessions as s on s.id = p.session_id where p.refunded_minor > 0;

-- Their history, dated as if each change had happened then, and not at the moment of seeding.
delete from public.session_events;
insert into public.session_events (session_id, at, actor_id, actor_role, kind, to_status, to_payment_status, to_starts_at)
select s.id, s.created_at, s.client_id, 'client', 'booked', 'scheduled',
  case when s.payment_status = 'not_required' then 'not_required' else 'pending' end::public.payment_status, s.starts_at
from public.client_sessions as s;
insert into public.session_events (session_id, at, actor_role, kind, from_payment_status, to_payment_status)
select p.session_id, p.created_at, 'system', 'payment_changed', 'pending', 'paid' from public.payments as p;
insert into public.session_events (session_id, at, actor_id, actor_role, kind, from_status, to_status)
select s.id, s.created_at + interval '3 minutes 1 second',
  case when s.payment_status = 'not_required' then s.therapist_id end,
  case when s.payment_status = 'not_required' then 'therapist' else 'system' end::public.session_actor,
  'status_changed', 'scheduled', 'confirmed'
from public.client_sessions as s where s.status <> 'scheduled';
insert into public.session_events (session_id, at, actor_id, actor_role, kind, from_status, to_status)
select s.id, s.starts_at, s.therapist_id, 'therapist', 'status_changed', 'confirmed', 'in_progress'
from public.client_sessions as s where s.status in ('in_progress', 'completed');
insert into public.session_events (session_id, at, actor_id, actor_role, kind, from_status, to_status, reason)
select s.id,
  case s.status when 'completed' then s.ends_at when 'no_show' then s.starts_at + interval '15 minutes' else s.cancelled_at end,
  case when s.cancelled_by = 'client' then s.client_id else s.therapist_id end,
  case when s.status = 'cancelled' then s.cancelled_by else 'therapist' end,
  'status_changed', case s.status when 'completed' then 'in_progress' else 'confirmed' end::public.session_status,
  s.status, s.cancellation_reason
from public.client_sessions as s where s.status in ('completed', 'no_show', 'cancelled');

insert into public.session_notes (session_id, therapist_id, body)
select s.id, s.therapist_id, 'Patellar tendon. Start with slow downhill walking, load twice a week. See again in a fortnight.'
from public.client_sessions as s
where s.client_id = '20000000-0000-4000-8000-000000000001' and s.status = 'completed'
order by s.starts_at limit 1;
