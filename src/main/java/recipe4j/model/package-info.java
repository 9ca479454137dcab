/**
 * The recipe as a DL4J network: {@link recipe4j.model.KerasCnn}, to be opened first, builds it,
 * {@link recipe4j.model.ModelFile} saves and loads it, {@link recipe4j.model.ModelSummary}
 * describes it, {@link recipe4j.model.Predictor} computes its logits.
 */
@NullMarked
package recipe4j.model;

import org.jspecify.annotations.NullMarked;
