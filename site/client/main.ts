/** What every page of the site runs in the browser; the rest is loaded when it is wanted. */
import { startQuizzes } from './quiz.ts';

startQuizzes();
