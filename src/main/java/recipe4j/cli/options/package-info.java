/** The options of the commands, checked and converted to the library's own values. */
package recipe4j.cli.options;
