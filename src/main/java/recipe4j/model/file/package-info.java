/**
 * Reads saved models, which may come from a stranger: the zip, every field of the configuration,
 * the arrays; sizes are checked before memory is taken. Open {@link
 * recipe4j.model.file.ConfigurationJson} first: it runs both passes over a configuration.
 */
@NullMarked
package recipe4j.model.file;

import org.jspecify.annotations.NullMarked;
