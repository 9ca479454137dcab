/** Downloads files from mirrors, resumed and verified by SHA-256. */
@NullMarked
package recipe4j.datasets.download;

import org.jspecify.annotations.NullMarked;
