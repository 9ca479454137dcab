/**
 * The options of the commands: what is asked for, checked and turned into the library's own values.
 */
package recipe4j.cli.options;
