/** What a picture holds besides ink: uneven light, the table around the sheet, printed rules. */
@NullMarked
package recipe4j.image.sheet;

import org.jspecify.annotations.NullMarked;
