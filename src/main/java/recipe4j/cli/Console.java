package recipe4j.cli;

import java.io.PrintStream;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err progress, notices and errors
 * @param terminal whether {@code err} is a terminal, on which a bar may be redrawn
 */
public record Console(PrintStream out, PrintStream err, boolean terminal) {}
