/** Where the course lies in the site as a book. */
export const BOOK_PATH = 'would-block.epub';
