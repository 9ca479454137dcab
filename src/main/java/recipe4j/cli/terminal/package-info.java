/**
 * What the commands print: tables, progress, error messages, JSON; and what the terminal sends,
 * such as Ctrl-C.
 */
package recipe4j.cli.terminal;
