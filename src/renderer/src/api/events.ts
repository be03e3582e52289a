/** Events of the engine and the shell, checked like every answer. */
import { events, type EventName, type ReaderEvent } from '../../../shared/contract/events';

function isEventName(name: unknown): name is EventName {
  return typeof name === 'string' && Object.hasOwn(events, name);
}

/** The event, or null for anything the contract does not know. */
export function readEvent(raw: unknown): ReaderEvent | null {
  if (typeof raw !== 'object' || raw === null || !('name' in raw) || !('payload' in raw)) {
    return null;
  }
  const { name } = raw;
  if (!isEventName(name)) return null;
  const payload = events[name].safeParse(raw.payload);
  return payload.success ? ({ name, payload: payload.data } as ReaderEvent) : null;
}
