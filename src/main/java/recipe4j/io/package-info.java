/**
 * Files and folders as the other packages use them: written whole or not at all ({@link
 * recipe4j.io.AtomicFile}), locked for one process ({@link recipe4j.io.FolderLock}), and read with
 * limits when they may come from a stranger ({@link recipe4j.io.RegularFile}, {@link
 * recipe4j.io.UntrustedJson}). Open {@link recipe4j.io.RegularFile} first: every reader opens its
 * files there.
 */
@NullMarked
package recipe4j.io;

import org.jspecify.annotations.NullMarked;
