/**
 * The command line: one small class per command, thin over the library. Results go to standard
 * output, progress and errors to standard error. Exit codes: 0 success, 1 failure, 2 wrong usage.
 */
@NullMarked
package recipe4j.cli;

import org.jspecify.annotations.NullMarked;
