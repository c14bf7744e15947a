import { describe, expect, it } from 'vitest';

import { database } from '../support/sql.ts';

/** One text column of a query, sorted. */
const list = async (query: Promise<readonly { item: string }[]>) => (await query).map((row) => row.item).sort();

describe('Functions', () => {
  const executable = (role: string) =>
    list(database()`
    select p.oid::regprocedure::text as item from pg_catalog.pg_proc as p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege(${role}, p.oid, 'EXECUTE')
   `);
  const anyone = [
    'explain_slot(uuid,timestamp with time zone,integer,uuid,uuid)',
    'get_available_slots(uuid,timestamp with time zone,timestamp with time zone,integer,uuid,uuid)',
    'get_open_starts(uuid,timestamp with time zone,timestamp with time zone,integer,uuid,uuid)',
    'list_therapists(text,integer,integer)',
    'private.clean_line(text)',
    'private.clean_text(text)',
    'private.currency_digits(text)',
    'private.explain(uuid,timestamp with time zone,integer,uuid,uuid)',
    'private.is_currency(text)',
    'private.refuse(integer,text,text,jsonb)',
    'private.search_therapists(text,integer,integer)',
    'private.session_price(numeric,integer,text)',
    'private.starts_of_question(uuid,timestamp with time zone,timestamp with time zone,integer,uuid,uuid)',
    'private.suggest(uuid,timestamp with time zone,integer,integer,uuid)',
    'server_time()',
    'suggest_alternatives(uuid,timestamp with time zone,integer,integer,uuid)',
  ];
  /** What the triggers and checks of the tables they may write need to call. */
  const people = [
    'private.actor_in(client_sessions)',
    'private.after_fee(bigint,integer)',
    'private.allowed_statuses(session_actor,session_status)',
    'private.before_session_insert()',
    'private.before_session_update()',
    'private.clean_profile()',
    'private.clean_therapist_texts()',
    'private.fee_percent(client_sessions,session_actor,session_status,timestamp with time zone)',
    'private.is_time_zone(text)',
    'private.lock_person(text,uuid)',
    'private.refundable(payments)',
    'private.touch_updated_at()',
    'save_availability(jsonb)',
  ];

  it('a visitor can call exactly these', async () => {
    expect(await executable('anon')).toEqual(anyone);
  });

  it('a signed-in person can call exactly these', async () => {
    expect(await executable('authenticated')).toEqual(
      [
        ...anyone,
        ...people,
        'book_for_client(timestamp with time zone,integer,uuid,uuid,text,text,text,text,payment_status,boolean,uuid)',
        'cancellation_quote(uuid)',
        'explain_own_slot(timestamp with time zone,integer,uuid)',
        'payment_months()',
        'count_payments(text,timestamp with time zone,timestamp with time zone,text)',
        'count_sessions(session_status,timestamp with time zone,timestamp with time zone,text)',
        'find_day_sessions(integer)',
        'find_payments(text,timestamp with time zone,timestamp with time zone,text,uuid,integer)',
        'find_sessions(boolean,session_status,timestamp with time zone,timestamp with time zone,text,uuid,integer)',
        'has_visited(uuid)',
        'list_clients(text,integer)',
        'practice_figures()',
        'private.has_visited(uuid,uuid,uuid,timestamp with time zone)',
        'private.list_clients(text,integer)',
        'private.practice_figures()',
        'private.search_patterns(text)',
        'private.book_for(uuid,timestamp with time zone,integer,uuid,uuid,text,text,text,text,payment_status,boolean)',
        'private.explain_for_owner(timestamp with time zone,integer,uuid)',
        'private.move_session(client_sessions,client_sessions)',
        'private.move_status(client_sessions,client_sessions)',
        'private.prepare_booking(client_sessions)',
        'private.refund_by_therapist(uuid,bigint,text)',
        'private.refuse_late_change(client_sessions,session_actor,timestamp with time zone)',
        'private.settle_payment(uuid,text)',
        'private.reopen_waived_payment(uuid)',
        'refund_session(uuid,bigint,text)',
        'reopen_payment(uuid)',
        'settle_by_hand(uuid,text)',
      ].sort(),
    );
  });

  it('the service role can call exactly these', async () => {
    expect(await executable('service_role')).toEqual(
      [
        ...anyone,
        ...people,
        'apply_payment_intent(text,text,text,text,bigint,bigint,text,uuid,text)',
        'apply_dispute(text,text,text)',
        'apply_refund(text,text,text,bigint,text,uuid)',
        'attach_payment_intent(uuid,text)',
        'begin_payment(uuid,uuid)',
        'expire_hold(uuid)',
        'jobs_due(integer)',
        'mark_refund(uuid,text,text,text)',
        'payment_differences(jsonb)',
        'payment_events_cursor(bigint)',
        'private.apply_successful_payment(client_sessions,payments)',
        'private.complete_session(client_sessions)',
        'private.derive_times(client_sessions)',
        'private.free_expired_holds(uuid,uuid,tstzrange,timestamp with time zone)',
        'private.is_taken(uuid,uuid,tstzrange,uuid)',
        'private.minor_units(numeric,text)',
        'private.owe_refund(uuid,text,integer)',
        'private.reduce_owed_refunds(uuid,bigint)',
        'private.retire_intent(uuid)',
        'private.return_double_payment(payments,bigint)',
        'private.update_refunded_amount(uuid)',
        'refunds_due(uuid)',
      ].sort(),
    );
  });

  it('all run with an empty search path', async () => {
    expect(
      await list(database()`
      select p.oid::regprocedure::text as item from pg_catalog.pg_proc as p
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
        and not coalesce(p.proconfig @> array['search_path=""'], false) order by 1`),
    ).toEqual([]);
  });

  it('exactly these are security definers, and none is exposed by the API', async () => {
    expect(
      await list(database()`
      select p.oid::regprocedure::text as item from pg_catalog.pg_proc as p
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prosecdef`),
    ).toEqual([
      'private.announce_hours()',
      'private.announce_money()',
      'private.announce_rules()',
      'private.announce_session()',
      'private.book_for(uuid,timestamp with time zone,integer,uuid,uuid,text,text,text,text,payment_status,boolean)',
      'private.complete_session(client_sessions)',
      'private.explain(uuid,timestamp with time zone,integer,uuid,uuid)',
      'private.explain_for_owner(timestamp with time zone,integer,uuid)',
      'private.handle_changed_email()',
      'private.handle_new_user()',
      'private.list_clients(text,integer)',
      'private.move_session(client_sessions,client_sessions)',
      'private.number_receipt()',
      'private.practice_figures()',
      'private.prepare_booking(client_sessions)',
      'private.record_session_event()',
      'private.refund_by_therapist(uuid,bigint,text)',
      'private.refund_cancelled_session()',
      'private.reopen_waived_payment(uuid)',
      'private.search_therapists(text,integer,integer)',
      'private.settle_payment(uuid,text)',
      'private.starts_of_question(uuid,timestamp with time zone,timestamp with time zone,integer,uuid,uuid)',
      'private.suggest(uuid,timestamp with time zone,integer,integer,uuid)',
    ]);
  });

  it('only sign-up reads user metadata', async () => {
    expect(
      await list(database()`
      select p.oid::regprocedure::text as item from pg_catalog.pg_proc as p
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
        and p.prosrc ~* 'user_meta_?data|auth\\.jwt' order by 1`),
    ).toEqual(['private.handle_new_user()']);
    expect(
      await list(database()`
      select policyname as item from pg_catalog.pg_policies
      where coalesce(qual, '') || coalesce(with_check, '') ~* 'user_meta_?data|auth\\.jwt'`),
    ).toEqual([]);
  });
});
