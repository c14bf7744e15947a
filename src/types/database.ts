
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "availability_overrides": {
                  Row: {
                    "created_at": string,"end_time": string | null,"ends_on": string,"id": string,"is_available": boolean,"reason": string,"start_time": string | null,"starts_on": string,"therapist_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"end_time"?: string | null,"ends_on": string,"id"?: string,"is_available"?: boolean,"reason"?: string,"start_time"?: string | null,"starts_on": string,"therapist_id"?: string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"end_time"?: string | null,"ends_on"?: string,"id"?: string,"is_available"?: boolean,"reason"?: string,"start_time"?: string | null,"starts_on"?: string,"therapist_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "availability_overrides_therapist_id_fkey"
      columns: ["therapist_id"]
isOneToOne: false
      referencedRelation: "therapist_profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"availability_slots": {
                  Row: {
                    "created_at": string,"day_of_week": number,"duration_minutes": number,"end_time": string,"id": string,"is_available": boolean,"start_time": string,"therapist_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"day_of_week": number,"duration_minutes"?: number,"end_time": string,"id"?: string,"is_available"?: boolean,"start_time": string,"therapist_id"?: string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"day_of_week"?: number,"duration_minutes"?: number,"end_time"?: string,"id"?: string,"is_available"?: boolean,"start_time"?: string,"therapist_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "availability_slots_therapist_id_fkey"
      columns: ["therapist_id"]
isOneToOne: false
      referencedRelation: "therapist_profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"client_profiles": {
                  Row: {
                    "created_at": string,"email": string,"email_reminders": boolean,"full_name": string,"id": string,"phone": string,"time_format": string,"time_zone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"email": string,"email_reminders"?: boolean,"full_name": string,"id": string,"phone"?: string,"time_format"?: string,"time_zone"?: string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"email"?: string,"email_reminders"?: boolean,"full_name"?: string,"id"?: string,"phone"?: string,"time_format"?: string,"time_zone"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"client_sessions": {
                  Row: {
                    "buffer_after_minutes": number,"buffer_before_minutes": number,"cancellation_notice_hours": number,"cancellation_reason": string | null,"cancelled_at": string | null,"cancelled_by": Database["public"]['Enums']["session_actor"] | null,"client_email": string,"client_id": string | null,"client_name": string,"client_phone": string,"created_at": string,"currency": string,"duration_minutes": number,"during": unknown,"ends_at": string,"hold_expires_at": string | null,"id": string,"is_outside_hours": boolean,"late_cancel_fee_percent": number | null,"no_show_fee_percent": number,"notes": string,"payment_status": Database["public"]['Enums']["payment_status"],"place": Database["public"]['Enums']["session_place"] | null,"price": number,"session_date": string,"session_type": string,"session_type_id": string | null,"start_time": string,"starts_at": string,"status": Database["public"]['Enums']["session_status"],"therapist_id": string,"time_zone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "buffer_after_minutes"?: number,"buffer_before_minutes"?: number,"cancellation_notice_hours"?: number,"cancellation_reason"?: string | null,"cancelled_at"?: string | null,"cancelled_by"?: Database["public"]['Enums']["session_actor"] | null,"client_email"?: string,"client_id"?: string | null,"client_name": string,"client_phone"?: string,"created_at"?: string,"currency": string,"duration_minutes": number,"during"?: never,"ends_at": string,"hold_expires_at"?: string | null,"id"?: string,"is_outside_hours"?: boolean,"late_cancel_fee_percent"?: number | null,"no_show_fee_percent"?: number,"notes"?: string,"payment_status"?: Database["public"]['Enums']["payment_status"],"place"?: Database["public"]['Enums']["session_place"] | null,"price": number,"session_date": string,"session_type"?: string,"session_type_id"?: string | null,"start_time": string,"starts_at": string,"status"?: Database["public"]['Enums']["session_status"],"therapist_id": string,"time_zone": string,"updated_at"?: string
                  }
                  Update: {
                    "buffer_after_minutes"?: number,"buffer_before_minutes"?: number,"cancellation_notice_hours"?: number,"cancellation_reason"?: string | null,"cancelled_at"?: string | null,"cancelled_by"?: Database["public"]['Enums']["session_actor"] | null,"client_email"?: string,"client_id"?: string | null,"client_name"?: string,"client_phone"?: string,"created_at"?: string,"currency"?: string,"duration_minutes"?: number,"during"?: never,"ends_at"?: string,"hold_expires_at"?: string | null,"id"?: string,"is_outside_hours"?: boolean,"late_cancel_fee_percent"?: number | null,"no_show_fee_percent"?: number,"notes"?: string,"payment_status"?: Database["public"]['Enums']["payment_status"],"place"?: Database["public"]['Enums']["session_place"] | null,"price"?: number,"session_date"?: string,"session_type"?: string,"session_type_id"?: string | null,"start_time"?: string,"starts_at"?: string,"status"?: Database["public"]['Enums']["session_status"],"therapist_id"?: string,"time_zone"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "client_sessions_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "client_profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "client_sessions_session_type_id_fkey"
      columns: ["session_type_id"]
isOneToOne: false
      referencedRelation: "session_types"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "client_sessions_therapist_id_fkey"
      columns: ["therapist_id"]
isOneToOne: false
      referencedRelation: "therapist_profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"payments": {
                  Row: {
                    "amount_minor": number,"client_id": string | null,"closed_intents": (string)[],"created_at": string,"currency": string,"dispute_status": string | null,"disputed_at": string | null,"error_message": string | null,"id": string,"intent_closed": boolean,"listed_at": string,"method": string,"paid_at": string | null,"processing_since": string | null,"provider_intent_id": string | null,"receipt_number": number | null,"refunded_minor": number,"session_id": string,"status": Database["public"]['Enums']["payment_state"],"therapist_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"client_id"?: string | null,"closed_intents"?: (string)[],"created_at"?: string,"currency": string,"dispute_status"?: string | null,"disputed_at"?: string | null,"error_message"?: string | null,"id"?: string,"intent_closed"?: boolean,"listed_at"?: never,"method"?: string,"paid_at"?: string | null,"processing_since"?: string | null,"provider_intent_id"?: string | null,"receipt_number"?: number | null,"refunded_minor"?: number,"session_id": string,"status"?: Database["public"]['Enums']["payment_state"],"therapist_id": string,"updated_at"?: string
                  }
                  Update: {
                    "amount_minor"?: number,"client_id"?: string | null,"closed_intents"?: (string)[],"created_at"?: string,"currency"?: string,"dispute_status"?: string | null,"disputed_at"?: string | null,"error_message"?: string | null,"id"?: string,"intent_closed"?: boolean,"listed_at"?: never,"method"?: string,"paid_at"?: string | null,"processing_since"?: string | null,"provider_intent_id"?: string | null,"receipt_number"?: number | null,"refunded_minor"?: number,"session_id"?: string,"status"?: Database["public"]['Enums']["payment_state"],"therapist_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payments_session_id_fkey"
      columns: ["session_id"]
isOneToOne: true
      referencedRelation: "client_sessions"
      referencedColumns: ["id"]
    }
                  ]
                },"refunds": {
                  Row: {
                    "amount_minor": number,"attempts": number,"created_at": string,"currency": string,"error_message": string | null,"id": string,"next_attempt_at": string,"note": string,"payment_id": string,"provider_refund_id": string | null,"reason": string,"requested_by": string | null,"session_id": string,"status": Database["public"]['Enums']["refund_state"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"attempts"?: number,"created_at"?: string,"currency": string,"error_message"?: string | null,"id"?: string,"next_attempt_at"?: string,"note"?: string,"payment_id": string,"provider_refund_id"?: string | null,"reason": string,"requested_by"?: string | null,"session_id": string,"status"?: Database["public"]['Enums']["refund_state"],"updated_at"?: string
                  }
                  Update: {
                    "amount_minor"?: number,"attempts"?: number,"created_at"?: string,"currency"?: string,"error_message"?: string | null,"id"?: string,"next_attempt_at"?: string,"note"?: string,"payment_id"?: string,"provider_refund_id"?: string | null,"reason"?: string,"requested_by"?: string | null,"session_id"?: string,"status"?: Database["public"]['Enums']["refund_state"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "refunds_payment_id_fkey"
      columns: ["payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "refunds_session_id_fkey"
      columns: ["session_id"]
isOneToOne: false
      referencedRelation: "client_sessions"
      referencedColumns: ["id"]
    }
                  ]
                },"session_events": {
                  Row: {
                    "actor_id": string | null,"actor_role": Database["public"]['Enums']["session_actor"],"at": string,"from_payment_status": Database["public"]['Enums']["payment_status"] | null,"from_starts_at": string | null,"from_status": Database["public"]['Enums']["session_status"] | null,"id": number,"kind": string,"reason": string | null,"session_id": string,"to_payment_status": Database["public"]['Enums']["payment_status"] | null,"to_starts_at": string | null,"to_status": Database["public"]['Enums']["session_status"] | null
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"actor_role": Database["public"]['Enums']["session_actor"],"at"?: string,"from_payment_status"?: Database["public"]['Enums']["payment_status"] | null,"from_starts_at"?: string | null,"from_status"?: Database["public"]['Enums']["session_status"] | null,"id"?: never,"kind": string,"reason"?: string | null,"session_id": string,"to_payment_status"?: Database["public"]['Enums']["payment_status"] | null,"to_starts_at"?: string | null,"to_status"?: Database["public"]['Enums']["session_status"] | null
                  }
                  Update: {
                    "actor_id"?: string | null,"actor_role"?: Database["public"]['Enums']["session_actor"],"at"?: string,"from_payment_status"?: Database["public"]['Enums']["payment_status"] | null,"from_starts_at"?: string | null,"from_status"?: Database["public"]['Enums']["session_status"] | null,"id"?: never,"kind"?: string,"reason"?: string | null,"session_id"?: string,"to_payment_status"?: Database["public"]['Enums']["payment_status"] | null,"to_starts_at"?: string | null,"to_status"?: Database["public"]['Enums']["session_status"] | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "session_events_session_id_fkey"
      columns: ["session_id"]
isOneToOne: false
      referencedRelation: "client_sessions"
      referencedColumns: ["id"]
    }
                  ]
                },"session_notes": {
                  Row: {
                    "body": string,"created_at": string,"session_id": string,"therapist_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body"?: string,"created_at"?: string,"session_id": string,"therapist_id"?: string,"updated_at"?: string
                  }
                  Update: {
                    "body"?: string,"created_at"?: string,"session_id"?: string,"therapist_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "session_notes_session_id_fkey"
      columns: ["session_id"]
isOneToOne: true
      referencedRelation: "client_sessions"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "session_notes_therapist_id_fkey"
      columns: ["therapist_id"]
isOneToOne: false
      referencedRelation: "therapist_profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"session_types": {
                  Row: {
                    "buffer_after_minutes": number | null,"buffer_before_minutes": number | null,"created_at": string,"durations": (number)[],"first_visit_only": boolean,"id": string,"is_active": boolean,"name": string,"place": Database["public"]['Enums']["session_place"],"position": number,"price": number | null,"therapist_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "buffer_after_minutes"?: number | null,"buffer_before_minutes"?: number | null,"created_at"?: string,"durations"?: (number)[],"first_visit_only"?: boolean,"id"?: string,"is_active"?: boolean,"name": string,"place"?: Database["public"]['Enums']["session_place"],"position"?: number,"price"?: number | null,"therapist_id"?: string,"updated_at"?: string
                  }
                  Update: {
                    "buffer_after_minutes"?: number | null,"buffer_before_minutes"?: number | null,"created_at"?: string,"durations"?: (number)[],"first_visit_only"?: boolean,"id"?: string,"is_active"?: boolean,"name"?: string,"place"?: Database["public"]['Enums']["session_place"],"position"?: number,"price"?: number | null,"therapist_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "session_types_therapist_id_fkey"
      columns: ["therapist_id"]
isOneToOne: false
      referencedRelation: "therapist_profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"therapist_profiles": {
                  Row: {
                    "bio": string,"booking_window_days": number,"buffer_after_minutes": number,"buffer_before_minutes": number,"cancellation_notice_hours": number,"created_at": string,"currency": string,"default_duration_minutes": number,"full_name": string,"headline": string,"hourly_rate": number,"id": string,"is_accepting_clients": boolean,"is_verified": boolean,"languages": (string)[],"late_cancel_fee_percent": number | null,"location": string,"max_sessions_per_day": number | null,"min_notice_minutes": number,"no_show_fee_percent": number,"requires_payment": boolean,"session_durations": (number)[],"slot_interval_minutes": number,"slug": string,"specialties": (string)[],"time_zone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bio"?: string,"booking_window_days"?: number,"buffer_after_minutes"?: number,"buffer_before_minutes"?: number,"cancellation_notice_hours"?: number,"created_at"?: string,"currency"?: string,"default_duration_minutes"?: number,"full_name": string,"headline"?: string,"hourly_rate"?: number,"id": string,"is_accepting_clients"?: boolean,"is_verified"?: boolean,"languages"?: (string)[],"late_cancel_fee_percent"?: number | null,"location"?: string,"max_sessions_per_day"?: number | null,"min_notice_minutes"?: number,"no_show_fee_percent"?: number,"requires_payment"?: boolean,"session_durations"?: (number)[],"slot_interval_minutes"?: number,"slug": string,"specialties"?: (string)[],"time_zone"?: string,"updated_at"?: string
                  }
                  Update: {
                    "bio"?: string,"booking_window_days"?: number,"buffer_after_minutes"?: number,"buffer_before_minutes"?: number,"cancellation_notice_hours"?: number,"created_at"?: string,"currency"?: string,"default_duration_minutes"?: number,"full_name"?: string,"headline"?: string,"hourly_rate"?: number,"id"?: string,"is_accepting_clients"?: boolean,"is_verified"?: boolean,"languages"?: (string)[],"late_cancel_fee_percent"?: number | null,"location"?: string,"max_sessions_per_day"?: number | null,"min_notice_minutes"?: number,"no_show_fee_percent"?: number,"requires_payment"?: boolean,"session_durations"?: (number)[],"slot_interval_minutes"?: number,"slug"?: string,"specialties"?: (string)[],"time_zone"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "apply_dispute":
{ Args: { "p_event_id": string,"p_intent_id": string,"p_status": string }; Returns: Json
                           },
"apply_payment_intent":
{ Args: { "p_amount_minor": number,"p_amount_received": number,"p_currency": string,"p_error": string,"p_event_id": string,"p_event_type": string,"p_intent_id": string,"p_intent_status": string,"p_session_id": string }; Returns: Json
                           },
"apply_refund":
{ Args: { "p_amount_minor": number,"p_event_id": string,"p_intent_id": string,"p_provider_refund_id": string,"p_refund_id"?: string,"p_status": string }; Returns: Json
                           },
"attach_payment_intent":
{ Args: { "p_intent_id": string,"p_session_id": string }; Returns: Json
                           },
"begin_payment":
{ Args: { "p_client_id": string,"p_session_id": string }; Returns: Json
                           },
"book_for_client":
{ Args: { "p_client_email"?: string,"p_client_id"?: string,"p_client_name"?: string,"p_client_phone"?: string,"p_duration_minutes"?: number,"p_id"?: string,"p_notes"?: string,"p_outside_hours"?: boolean,"p_payment"?: Database["public"]['Enums']["payment_status"],"p_session_type_id"?: string,"p_starts_at": string }; Returns: {
              "buffer_after_minutes": number,
"buffer_before_minutes": number,
"cancellation_notice_hours": number,
"cancellation_reason": string | null,
"cancelled_at": string | null,
"cancelled_by": Database["public"]['Enums']["session_actor"] | null,
"client_email": string,
"client_id": string | null,
"client_name": string,
"client_phone": string,
"created_at": string,
"currency": string,
"duration_minutes": number,
"during": unknown,
"ends_at": string,
"hold_expires_at": string | null,
"id": string,
"is_outside_hours": boolean,
"late_cancel_fee_percent": number | null,
"no_show_fee_percent": number,
"notes": string,
"payment_status": Database["public"]['Enums']["payment_status"],
"place": Database["public"]['Enums']["session_place"] | null,
"price": number,
"session_date": string,
"session_type": string,
"session_type_id": string | null,
"start_time": string,
"starts_at": string,
"status": Database["public"]['Enums']["session_status"],
"therapist_id": string,
"time_zone": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "client_sessions"
        isOneToOne: false
        isSetofReturn: true
      } },
"cancellation_quote":
{ Args: { "p_session_id": string }; Returns: Json
                           },
"count_payments":
{ Args: { "p_from"?: string,"p_search"?: string,"p_state"?: string,"p_to"?: string }; Returns: {
              "found": number,"total": number
            }[]
                           },
"count_sessions":
{ Args: { "p_from"?: string,"p_search"?: string,"p_status"?: Database["public"]['Enums']["session_status"],"p_to"?: string }; Returns: {
              "completed": number,"found": number,"found_upcoming": number,"pending": number,"total": number,"upcoming": number
            }[]
                           },
"expire_hold":
{ Args: { "p_session_id": string }; Returns: Json
                           },
"explain_own_slot":
{ Args: { "p_duration_minutes"?: number,"p_session_type_id"?: string,"p_starts_at": string }; Returns: Json
                           },
"explain_slot":
{ Args: { "p_duration_minutes"?: number,"p_ignore_session_id"?: string,"p_session_type_id"?: string,"p_starts_at": string,"p_therapist_id": string }; Returns: string
                           },
"find_day_sessions":
{ Args: { "p_needs"?: number }; Returns: {
              "id": string,"is_focus": boolean,"is_today": boolean,"need": string,"need_order": number,"needs_total": number,"starts_at": string
            }[]
                           },
"find_payments":
{ Args: { "p_after"?: string,"p_from"?: string,"p_limit"?: number,"p_search"?: string,"p_state"?: string,"p_to"?: string }; Returns: {
              "id": string,"listed_at": string
            }[]
                           },
"find_sessions":
{ Args: { "p_after"?: string,"p_from"?: string,"p_limit"?: number,"p_search"?: string,"p_status"?: Database["public"]['Enums']["session_status"],"p_to"?: string,"p_upcoming": boolean }; Returns: {
              "id": string,"starts_at": string
            }[]
                           },
"get_available_slots":
{ Args: { "p_duration_minutes"?: number,"p_from": string,"p_ignore_session_id"?: string,"p_session_type_id"?: string,"p_therapist_id": string,"p_to": string }; Returns: {
              "ends_at": string,"price": number,"session_date": string,"start_time": string,"starts_at": string
            }[]
                           },
"get_open_starts":
{ Args: { "p_duration_minutes"?: number,"p_from": string,"p_ignore_session_id"?: string,"p_session_type_id"?: string,"p_therapist_id": string,"p_to": string }; Returns: {
              "duration_minutes": number,"price": number,"starts": (number)[]
            }[]
                           },
"has_visited":
{ Args: { "p_therapist_id": string }; Returns: boolean
                           },
"jobs_due":
{ Args: { "p_limit"?: number }; Returns: Json
                           },
"list_clients":
{ Args: { "p_limit"?: number,"p_search"?: string }; Returns: {
              "client_email": string,"client_id": string,"client_name": string,"client_phone": string,"last_session_at": string
            }[]
                           },
"list_therapists":
{ Args: { "p_limit"?: number,"p_offset"?: number,"p_search"?: string }; Returns: {
              "currency": string,"default_duration_minutes": number,"full_name": string,"headline": string,"hourly_rate": number,"id": string,"is_accepting_clients": boolean,"is_verified": boolean,"languages": (string)[],"location": string,"next_available_at": string,"slug": string,"specialties": (string)[],"time_zone": string,"total_count": number
            }[]
                           },
"mark_refund":
{ Args: { "p_error": string,"p_provider_refund_id": string,"p_refund_id": string,"p_status": string }; Returns: Json
                           },
"payment_differences":
{ Args: { "p_intents": Json }; Returns: {
              "difference": string,"intent_id": string,"ours": string,"session_id": string,"theirs": string
            }[]
                           },
"payment_events_cursor":
{ Args: { "p_until"?: number }; Returns: number
                           },
"payment_months":
{ Args: Record<PropertyKey, never>; Returns: {
              "currency": string,"month": string,"paid_minor": number,"payments": number,"refunded_minor": number
            }[]
                           },
"practice_figures":
{ Args: Record<PropertyKey, never>; Returns: {
              "booked_minutes": number,"new_clients": number,"period": string,"revenue": Json,"sessions": number,"starts_on": string,"working_minutes": number
            }[]
                           },
"refund_session":
{ Args: { "p_amount_minor": number,"p_note": string,"p_session_id": string }; Returns: string
                           },
"refunds_due":
{ Args: { "p_session_id": string }; Returns: Json
                           },
"reopen_payment":
{ Args: { "p_session_id": string }; Returns: Database["public"]['Enums']["payment_status"]
                           },
"save_availability":
{ Args: { "p_slots": Json }; Returns: {
              "created_at": string,
"day_of_week": number,
"duration_minutes": number,
"end_time": string,
"id": string,
"is_available": boolean,
"start_time": string,
"therapist_id": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "availability_slots"
        isOneToOne: false
        isSetofReturn: true
      } },
"server_time":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"settle_by_hand":
{ Args: { "p_method": string,"p_session_id": string }; Returns: Database["public"]['Enums']["payment_status"]
                           },
"suggest_alternatives":
{ Args: { "p_duration_minutes"?: number,"p_limit"?: number,"p_session_type_id"?: string,"p_starts_at": string,"p_therapist_id": string }; Returns: {
              "ends_at": string,"price": number,"session_date": string,"start_time": string,"starts_at": string
            }[]
                           }
          }
          Enums: {
            "payment_state": "open"|"succeeded"|"failed"|"cancelled","payment_status": "pending"|"paid"|"failed"|"refunded"|"partially_refunded"|"not_required","refund_state": "owed"|"pending"|"succeeded"|"failed","session_actor": "client"|"therapist"|"system","session_place": "in_person"|"online"|"phone","session_status": "scheduled"|"confirmed"|"in_progress"|"completed"|"cancelled"|"no_show"
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "payment_state": ["open", "succeeded", "failed", "cancelled"],"payment_status": ["pending", "paid", "failed", "refunded", "partially_refunded", "not_required"],"refund_state": ["owed", "pending", "succeeded", "failed"],"session_actor": ["client", "therapist", "system"],"session_place": ["in_person", "online", "phone"],"session_status": ["scheduled", "confirmed", "in_progress", "completed", "cancelled", "no_show"]
          }
        }
} as const
