import type { AppError } from '@/lib/errors';
import { isTimeLost } from './time-lost';

/** The texts of a refused booking, and the remedy to show with them. */
export interface RefusalText {
  title: string;
  text: string;
  remedy: 'alternatives' | 'retry' | 'choose_again' | 'sessions' | 'sign_in' | 'none';
}

/**
 * The texts for each refusal of a booking: what happened, that nothing was lost, and what to do. The database's own
 * message is used where it knows more.
 */
export function refusalText(error: AppError): RefusalText {
  if (isTimeLost(error)) {
    return {
      title: 'This time is no longer free',
      text: 'Nothing was booked or charged, and what you wrote is kept.',
      remedy: 'alternatives',
    };
  }
  switch (error.code) {
    case 'CLIENT_BUSY':
      return {
        title: 'You already have a session at this time',
        text: 'Choose another time, or look at your sessions first.',
        remedy: 'sessions',
      };
    case 'TOO_MANY_HOLDS':
      return {
        title: 'You are holding three unpaid sessions already',
        text: 'Pay for one of them or let it go, then book this one. What you wrote is kept.',
        remedy: 'sessions',
      };
    case 'PRICE_CHANGED':
      return {
        title: 'The price has changed since you opened this page',
        text: 'The button shows the new price. Nothing was booked.',
        remedy: 'retry',
      };
    case 'TOO_SOON':
      return { title: 'This time is too soon to book', text: error.message, remedy: 'choose_again' };
    case 'IN_THE_PAST':
      return { title: 'This time has passed', text: 'Choose a later one; what you wrote is kept.', remedy: 'choose_again' };
    case 'TOO_FAR_AHEAD':
      return { title: 'This is further ahead than can be booked', text: error.message, remedy: 'choose_again' };
    case 'INVALID_DURATION':
      return { title: 'This length is not offered any more', text: 'Choose another length above.', remedy: 'choose_again' };
    case 'UNKNOWN_SESSION_TYPE':
      return {
        title: 'This type of session is not offered any more',
        text: 'Choose another above; what you wrote is kept.',
        remedy: 'choose_again',
      };
    case 'NOT_FIRST_VISIT':
      return {
        title: 'This is for a first visit',
        text: 'You have had a session with this therapist before. Choose another type above; what you wrote is kept.',
        remedy: 'choose_again',
      };
    case 'NONEXISTENT_LOCAL_TIME':
      return {
        title: 'This time does not exist on that day',
        text: 'The clocks change then. Choose an earlier or later time.',
        remedy: 'choose_again',
      };
    case 'NOT_ACCEPTING_CLIENTS':
      return { title: 'Not taking bookings at the moment', text: 'Nothing was booked. Please look again later.', remedy: 'none' };
    case 'NOT_A_CLIENT':
      return {
        title: 'Sessions are booked from a client account',
        text: 'You are signed in as a therapist. Sign in with a client account to book.',
        remedy: 'none',
      };
    case 'THERAPIST_NOT_FOUND':
      return { title: 'This therapist is no longer here', text: 'Nothing was booked.', remedy: 'none' };
    default:
      return otherwise(error);
  }
}

function otherwise(error: AppError): RefusalText {
  switch (error.kind) {
    case 'network':
      return {
        title: 'We could not reach the booking service',
        text: 'Your choice is kept. Try again: it will not book twice.',
        remedy: 'retry',
      };
    case 'auth':
      return { title: 'You have been signed out', text: 'Sign in again and you come straight back to this time.', remedy: 'sign_in' };
    case 'refusal':
    case 'permission':
      return { title: 'This could not be booked', text: error.message, remedy: 'choose_again' };
    case 'unexpected':
      return {
        title: 'Something went wrong on our side',
        text: 'Nothing was charged. Your choice is kept; please try again.',
        remedy: 'retry',
      };
  }
}
