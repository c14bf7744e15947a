import type { AppError } from '@/lib/errors';
import type { Role } from '@/domain/session-facts';

/**
 * Why a session was not moved, in words. To a client a busy time, a full day and time off are one and the same; a
 * therapist reads the database's own sentence.
 */
export function moveRefusalText(error: AppError, role: Role): { title: string; text: string } {
  switch (error.code) {
    case 'SLOT_TAKEN':
    case 'DAY_FULL':
    case 'OUTSIDE_WORKING_HOURS':
      return {
        title: 'This time is no longer free',
        text: `${role === 'therapist' ? `${error.message} ` : ''}The session stays where it is.`,
      };
    case 'CLIENT_BUSY':
      return {
        title: role === 'therapist' ? 'Your client cannot come then' : 'You have another session at this time',
        text: 'Nothing was moved. Choose another time.',
      };
    case 'TOO_LATE_TO_CHANGE':
      return { title: 'It is too late to move this session', text: error.message };
    case 'HOLD_EXPIRED':
      return { title: 'The time is no longer kept for you', text: 'It was not paid in time. Book a new one; nothing was charged.' };
    case 'INVALID_TRANSITION':
      return { title: 'This session cannot be moved any more', text: error.message };
    case 'IN_THE_PAST':
      return { title: 'This time has passed', text: 'The session stays where it is. Choose a later time.' };
    case 'TOO_SOON':
    case 'TOO_FAR_AHEAD':
    case 'NONEXISTENT_LOCAL_TIME':
      return { title: 'This time cannot be booked', text: `${error.message} The session stays where it is.` };
    default:
      return error.kind === 'network'
        ? { title: 'We could not reach the booking service', text: 'Try again: it will not move twice.' }
        : { title: 'The session was not moved', text: error.message };
  }
}
