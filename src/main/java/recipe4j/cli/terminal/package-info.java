/** What the commands print: tables, progress, error messages, JSON; and signals such as Ctrl-C. */
package recipe4j.cli.terminal;
