/**
 * Files that are whole or not there ({@link recipe4j.io.AtomicFile}), folders that one process
 * holds ({@link recipe4j.io.FolderLock}), what to say when a file can't be written ({@link
 * recipe4j.io.WriteFailure}), checksums ({@link recipe4j.io.Sha256}), and JSON that may be
 * malicious ({@link recipe4j.io.UntrustedJson}).
 */
@NullMarked
package recipe4j.io;

import org.jspecify.annotations.NullMarked;
