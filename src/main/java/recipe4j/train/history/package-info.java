/**
 * A training's history as a file: CSV (Keras's CSVLogger, pandas, spreadsheets) and JSON (Keras's
 * {@code history.history}, pandas), read as untrusted input and written. Open {@link
 * recipe4j.train.history.HistoryFile} first; it returns a {@link
 * recipe4j.train.history.HistoryTable}, which is also what writes both formats.
 */
@NullMarked
package recipe4j.train.history;

import org.jspecify.annotations.NullMarked;
