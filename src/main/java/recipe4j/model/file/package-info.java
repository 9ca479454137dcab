/** Reads and checks saved models: the zip, the configuration's every field, the arrays. */
@NullMarked
package recipe4j.model.file;

import org.jspecify.annotations.NullMarked;
