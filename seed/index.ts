export { CALENDAR } from './data/calendar.ts';
