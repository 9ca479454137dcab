/** The options of the commands, checked and converted to the library's own values. */
@NullMarked
package recipe4j.cli.options;

import org.jspecify.annotations.NullMarked;
