/** What every page of the site runs in the browser; the rest is loaded when it is wanted. */
import { startContents } from './contents.ts';
import { startCopying } from './copy.ts';
import { startListings } from './listings.ts';
import { startQuizzes } from './quiz.ts';
import { keepPlace, startPlace } from './reading-place.ts';
import { startSearch } from './search.ts';
import { startSteppingThrough } from './step-through.ts';
import { startTerms } from './terms.ts';
import { startTheme } from './theme.ts';

startTheme();
startPlace();
startContents(keepPlace);
startQuizzes();
startCopying();
startListings();
startSteppingThrough();
startTerms();
startSearch();
