/**
 * How a training went, from its curves: a verdict, how sure it is, and a sentence for people. Open
 * {@link recipe4j.diagnosis.Diagnosis} first.
 */
@NullMarked
package recipe4j.diagnosis;

import org.jspecify.annotations.NullMarked;
