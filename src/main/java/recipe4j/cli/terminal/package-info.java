/** What the commands print: tables, progress, error messages, JSON; and signals such as Ctrl-C. */
@NullMarked
package recipe4j.cli.terminal;

import org.jspecify.annotations.NullMarked;
