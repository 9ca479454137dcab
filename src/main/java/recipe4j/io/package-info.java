/** Files that are whole or not there: {@link recipe4j.io.AtomicFile}. */
package recipe4j.io;
