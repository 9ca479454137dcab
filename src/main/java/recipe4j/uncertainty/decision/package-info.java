/**
 * Decisions with a guarantee for finite samples: when to answer at all, and which classes to name.
 * Open {@link recipe4j.uncertainty.decision.Abstention} first. Both are fitted on images that the
 * network has not learned from, and hold for images from the same source.
 */
@NullMarked
package recipe4j.uncertainty.decision;

import org.jspecify.annotations.NullMarked;
